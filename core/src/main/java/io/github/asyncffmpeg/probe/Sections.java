package io.github.asyncffmpeg.probe;

import java.util.List;

/** From ffprobe's objects to the types that fit. */
final class Sections {

    private Sections() {}

    /** One object of {@code streams}. */
    static StreamInfo stream(ProbeSection section) {
        return switch (section.text("codec_type").orElse("")) {
            case "video" -> new VideoStreamInfo(section);
            case "audio" -> new AudioStreamInfo(section);
            case "subtitle" -> new SubtitleStreamInfo(section);
            default -> new OtherStreamInfo(section);
        };
    }

    /** The side data of an object. */
    static List<SideData> sideData(ProbeSection section) {
        return section.list("side_data_list").stream().map(Sections::oneOf).toList();
    }

    private static SideData oneOf(ProbeSection section) {
        return switch (section.text("side_data_type").orElse("")) {
            case "Display Matrix", "3x3 displaymatrix" -> new SideData.DisplayMatrix(section);
            case "Mastering display metadata" -> new SideData.MasteringDisplay(section);
            case "Content light level metadata" -> new SideData.ContentLight(section);
            case "DOVI configuration record" -> new SideData.DolbyVision(section);
            case "Stereo 3D" -> new SideData.Stereo3D(section);
            case "Spherical Mapping" -> new SideData.Spherical(section);
            default -> new SideData.Other(section);
        };
    }
}
