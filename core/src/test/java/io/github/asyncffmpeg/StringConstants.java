package io.github.asyncffmpeg;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The texts of a class: what its code loads as a string, and neither names of types nor of members. */
final class StringConstants {

    private StringConstants() {}

    static Set<String> of(URL classFile) throws IOException {
        try (DataInputStream in = new DataInputStream(classFile.openStream())) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            Map<Integer, String> texts = new HashMap<>();
            Set<Integer> strings = new HashSet<>();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.put(i, in.readUTF());
                    case 8 -> strings.add(in.readUnsignedShort());
                    case 7, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++; // a long or a double takes two places
                    }
                    default -> in.skipNBytes(4);
                }
            }
            return strings.stream().map(texts::get).collect(Collectors.toSet());
        }
    }
}
