package dev.holdfast.core.jvm;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** {@code /proc/PID/status}, proc(5): as it was when it was read. */
public final class ProcessStatus {
  private static final int SIGQUIT = 3;
  private static final int CAP_DAC_OVERRIDE = 1;
  private static final int CAP_DAC_READ_SEARCH = 2;

  private final Map<String, String> lines = new HashMap<>();

  ProcessStatus(String text) {
    for (String line : text.split("\n")) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        lines.put(line.substring(0, colon), line.substring(colon + 1).trim());
      }
    }
  }

  /** The effective one. */
  public int uid() {
    return Integer.parseInt(words("Uid")[1]);
  }

  /** The effective one. */
  public int gid() {
    return Integer.parseInt(words("Gid")[1]);
  }

  /** With the effective one. */
  public Set<Integer> groups() {
    Set<Integer> groups = new HashSet<>();
    groups.add(gid());
    for (String group : words("Groups")) {
      groups.add(Integer.parseInt(group));
    }
    return groups;
  }

  /** Its number in its own pid namespace; {@code seen} where the kernel doesn't tell. */
  int innerPid(int seen) {
    String[] pids = words("NSpid");
    return pids.length == 0 ? seen : Integer.parseInt(pids[pids.length - 1]);
  }

  /** Ended, but not waited for by its parent. */
  boolean isZombie() {
    return state() == 'Z' || state() == 'X';
  }

  /** By SIGSTOP or a debugger: it would not answer. */
  public boolean isStopped() {
    return state() == 'T' || state() == 't';
  }

  /** Else SIGQUIT ends it. */
  public boolean catchesSigquit() {
    return isSet("SigCgt", SIGQUIT - 1);
  }

  /** Whether modes of files mean nothing to it. */
  public boolean readsEverything() {
    return isSet("CapEff", CAP_DAC_OVERRIDE) || isSet("CapEff", CAP_DAC_READ_SEARCH);
  }

  private char state() {
    String state = lines.getOrDefault("State", "");
    return state.isEmpty() ? '?' : state.charAt(0);
  }

  private boolean isSet(String name, int bit) {
    String hex = lines.getOrDefault(name, "0");
    return (Long.parseUnsignedLong(hex, 16) >> bit & 1) == 1;
  }

  private String[] words(String name) {
    return Arrays.stream(lines.getOrDefault(name, "").split("\\s+"))
        .filter(word -> !word.isEmpty())
        .toArray(String[]::new);
  }
}
