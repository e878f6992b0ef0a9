/** What a user holds of runs: jobs, their handles, their runners and their results. */
@NullMarked
package io.github.asyncffmpeg.run;

import org.jspecify.annotations.NullMarked;
