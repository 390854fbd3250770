package dev.holdfast.core.fs;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Names that mean a device in every folder of Windows, also with an ending: "nul.txt". */
final class DeviceNames {
  private static final Set<String> ALONE =
      new HashSet<>(Arrays.asList("con", "prn", "aux", "nul", "conin$", "conout$"));

  private DeviceNames() {}

  static boolean has(String name) {
    int dot = name.indexOf('.');
    String word = (dot < 0 ? name : name.substring(0, dot)).trim().toLowerCase(Locale.ROOT);
    return ALONE.contains(word) || word.matches("(com|lpt)[0-9¹²³]");
  }
}
