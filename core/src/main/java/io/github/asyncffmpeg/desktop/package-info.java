/**
 * Frames as {@code BufferedImage}, and sound as {@code AudioInputStream}. The only package that needs the module
 * {@code java.desktop}; nothing else of the library does.
 */
@NullMarked
package io.github.asyncffmpeg.desktop;

import org.jspecify.annotations.NullMarked;
