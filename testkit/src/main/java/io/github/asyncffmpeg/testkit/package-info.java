/** What a test of a program that runs FFmpeg needs: a stand-in ffmpeg and ffprobe, a leak check for JUnit, media files. */
@NullMarked
package io.github.asyncffmpeg.testkit;

import org.jspecify.annotations.NullMarked;
