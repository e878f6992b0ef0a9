package io.github.asyncffmpeg.cli.display;

/** A colour. The sixteen of every terminal, as the user has set them. */
enum Style {
    PLAIN(""),
    GOOD("32"),
    BAD("31"),
    ODD("33"),
    BAR("36"),
    FAINT("2"),
    STRONG("1");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    void paint(StringBuilder to, String text) {
        if (this == PLAIN || text.isEmpty()) {
            to.append(text);
        } else {
            to.append("\033[").append(code).append('m').append(text).append("\033[0m");
        }
    }
}
