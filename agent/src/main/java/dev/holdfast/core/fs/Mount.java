package dev.holdfast.core.fs;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** One mounted file system, as a line of {@code /proc/self/mountinfo} has it. */
public final class Mount {
  private final String device;
  private final String point;
  private final String type;
  private final String source;
  private final Set<String> options;

  Mount(String device, String point, String type, String source, Set<String> options) {
    this.device = device;
    this.point = point;
    this.type = type;
    this.source = source;
    this.options = Collections.unmodifiableSet(new LinkedHashSet<>(options));
  }

  /** The device as {@code major:minor}. On btrfs not the st_dev that its files show. */
  public String device() {
    return device;
  }

  /** Absolute path where it is mounted. */
  public String point() {
    return point;
  }

  /** E.g. {@code ext4}, {@code nfs4}, {@code fuse.sshfs}. */
  public String type() {
    return type;
  }

  /** E.g. {@code /dev/vda}; free text for file systems that have no device. */
  public String source() {
    return source;
  }

  /** Options of the mount, then those of the file system, each once. */
  public Set<String> options() {
    return options;
  }
}
