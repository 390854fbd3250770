package dev.holdfast.proof.disk;

import java.util.List;

/** A file system with its mount options. */
public enum FileSystemKind {
  EXT4("ext4", "ext4", "defaults", 16, "mkfs.ext4", "-F"),
  /** Without the heuristics that save applications which never force. */
  EXT4_NOAUTO("ext4 noauto_da_alloc", "ext4", "noauto_da_alloc", 16, "mkfs.ext4", "-F"),
  /** 300 MB is the least that mkfs.xfs makes. */
  XFS("xfs", "xfs", "defaults,nouuid", 320, "mkfs.xfs", "-f"),
  /** Has no cut by shutdown: only for what works on images. */
  BTRFS("btrfs", "btrfs", "defaults", 128, "mkfs.btrfs", "-f");

  private final String title;
  private final String type;
  private final String options;
  private final int megabytes;
  private final String maker;
  private final String force;

  FileSystemKind(
      String title, String type, String options, int megabytes, String maker, String force) {
    this.title = title;
    this.type = type;
    this.options = options;
    this.megabytes = megabytes;
    this.maker = maker;
    this.force = force;
  }

  /** As the report has it. */
  public String title() {
    return title;
  }

  public String type() {
    return type;
  }

  /** For mount's {@code -o}, without {@code loop}. */
  public String options() {
    return options;
  }

  /** Of an image. */
  public int megabytes() {
    return megabytes;
  }

  /** The program that makes it. */
  public String maker() {
    return maker;
  }

  /** What it is given, besides the image. */
  public List<String> makerOptions() {
    return List.of("-q", force);
  }

  /** The ones that can be cut by {@link MountedImage#cut}. */
  public static List<FileSystemKind> cuttable() {
    return List.of(EXT4, EXT4_NOAUTO, XFS);
  }
}
