package io.github.asyncffmpeg.cli.picture;

/** What flows along an edge. */
enum EdgeMedium {
    VIDEO("#3b82f6"),
    AUDIO("#d97706"),
    SUBTITLE("#a855f7"),
    /** Several, or not known. */
    ANY("#8b949e");

    private final String colour;

    EdgeMedium(String colour) {
        this.colour = colour;
    }

    /** Such that it can be told on white and on black: a contrast of 3 with both. */
    String colour() {
        return colour;
    }

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    static EdgeMedium of(io.github.asyncffmpeg.media.Medium medium) {
        return switch (medium) {
            case VIDEO -> VIDEO;
            case AUDIO -> AUDIO;
            case SUBTITLE -> SUBTITLE;
            default -> ANY;
        };
    }

    /** Of a stream specifier: {@code v:0}, {@code a}, {@code s:m:language:eng}. */
    static EdgeMedium ofSpecifier(String specifier) {
        if (specifier.isEmpty() || (specifier.length() > 1 && specifier.charAt(1) != ':')) {
            return ANY;
        }
        return switch (specifier.charAt(0)) {
            case 'v', 'V' -> VIDEO;
            case 'a' -> AUDIO;
            case 's' -> SUBTITLE;
            default -> ANY;
        };
    }
}
