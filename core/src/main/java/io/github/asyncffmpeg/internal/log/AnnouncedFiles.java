package io.github.asyncffmpeg.internal.log;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The inputs and outputs that a command has FFmpeg announce.
 *
 * @param inputs by their number, as FFmpeg is given them
 * @param outputs by their number, as FFmpeg is given them
 * @param mappingFirst whether this FFmpeg tells the stream mapping before its outputs, as 7.0 and later do
 */
public record AnnouncedFiles(List<String> inputs, List<String> outputs, boolean mappingFirst) {

    /** FFmpeg writes what it cannot print as it likes, and so do we: such characters prove nothing. */
    private static final Pattern UNSURE = Pattern.compile("[^ -~]|\\?");

    private static final Pattern LINE_END = Pattern.compile("[\r\n]");

    /** So many characters of a line are certain to be read. */
    private static final int CERTAIN = ByteLine.LONGEST / 4;

    /** Copies the lists. */
    public AnnouncedFiles {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    boolean isInput(int index, String named) {
        return isOne(inputs, index, named);
    }

    boolean isOutput(int index, String named) {
        return isOne(outputs, index, named);
    }

    /**
     * Whether it is the name of a file.
     *
     * @param named the rest of the line behind {@code from '}, with the end of the name if the name ends there
     */
    private static boolean isOne(List<String> files, int index, String named) {
        if (index >= files.size()) {
            return false;
        }
        String file = files.get(index);
        String full = (file.equals("-") ? "pipe:" : file) + "':";
        String line = LINE_END.split(full, 2)[0];
        return line.length() > CERTAIN
                ? sure(named).startsWith(sure(line.substring(0, CERTAIN)))
                : sure(named).equals(sure(line));
    }

    private static String sure(String text) {
        return UNSURE.matcher(text).replaceAll("");
    }
}
