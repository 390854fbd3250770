package dev.holdfast.proof.report;

import dev.holdfast.it.Jdk;
import dev.holdfast.it.Jvms;
import dev.holdfast.proof.disk.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a run took place: what somebody needs to repeat it. */
final class Machine {
  private Machine() {}

  /** Names and values, in the order to print them. */
  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    facts.put("commit", firstLine("git", "rev-parse", "--short", "HEAD") + changes());
    facts.put("kernel", firstLine("uname", "-sr"));
    facts.put("processors", Runtime.getRuntime().availableProcessors() + ", " + processor());
    facts.put(
        "JDKs",
        Jvms.matrix().filter(Jdk::isThere).map(Machine::version).collect(Collectors.joining(", ")));
    facts.put("strace", firstLine("strace", "-V").replace("strace -- version ", ""));
    facts.put("ext4", firstLine("mkfs.ext4", "-V"));
    facts.put("xfs", firstLine("mkfs.xfs", "-V"));
    facts.put("btrfs", firstLine("mkfs.btrfs", "-V"));
    return facts;
  }

  private static String changes() {
    return firstLine("git", "status", "--porcelain").isEmpty() ? "" : " with changes";
  }

  private static String version(Jdk jdk) {
    try {
      String said = Command.run(jdk.java().toString(), "-version");
      int from = said.indexOf('"') + 1;
      return said.substring(from, said.indexOf('"', from));
    } catch (IOException failure) {
      return jdk + " (" + failure.getMessage() + ")";
    }
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 2))
          .orElse("unknown");
    } catch (IOException failure) {
      return "unknown";
    }
  }

  private static String firstLine(String... command) {
    try {
      return Command.run(command).lines().findFirst().orElse("").trim();
    } catch (IOException missing) {
      return "not here";
    }
  }
}
