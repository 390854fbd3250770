package dev.holdfast.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Whole runs of {@link Hello}: without agent, with an empty one, with Holdfast and one rule. One of
 * each a round; what is told is the difference within a round.
 *
 * <p>Arguments: holdfast.jar, a folder, rounds, then the homes of the JDKs.
 */
public final class StartUp {
  private static final int NOT_COUNTED = 3;

  private StartUp() {}

  /** Milliseconds of one run. */
  private static final class Cost {
    final double wall;
    final double cpu;

    Cost(double wall, double cpu) {
      this.wall = wall;
      this.cpu = cpu;
    }
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Paths.get(arguments[1]).toRealPath();
    Path rules = Rules.write(folder, Files.createDirectories(folder.resolve("protected")));
    Map<String, String> agents = new LinkedHashMap<>();
    agents.put("none", null);
    agents.put("empty", "-javaagent:" + emptyAgent(folder));
    agents.put("holdfast", "-javaagent:" + arguments[0] + "=config=" + rules);
    System.out.println(
        "| JDK | no agent: wall, CPU | + empty agent | + Holdfast | over no agent: wall | CPU |"
            + " over empty: wall | CPU |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    for (String home : Arrays.asList(arguments).subList(3, arguments.length)) {
      measure(home, agents, Integer.parseInt(arguments[2]));
    }
  }

  static String javaOf(String home) {
    return home + "/bin/java";
  }

  private static void measure(String home, Map<String, String> agents, int rounds)
      throws IOException, InterruptedException {
    Map<String, Sample> wall = new LinkedHashMap<>();
    Map<String, Sample> cpu = new LinkedHashMap<>();
    List<String> order = new ArrayList<>(agents.keySet());
    for (int round = -NOT_COUNTED; round < rounds; round++) {
      Map<String, Cost> costs = new LinkedHashMap<>();
      for (String agent : order) {
        costs.put(agent, run(javaOf(home), agents.get(agent)));
      }
      Collections.rotate(order, 1);
      if (round >= 0) {
        add(costs, wall, cpu);
      }
    }
    System.out.printf(
        "| %s | %.0f, %.0f | %.0f, %.0f | %.0f, %.0f | %s | %s | %s | %s |%n",
        versionOf(home),
        wall.get("none").median(),
        cpu.get("none").median(),
        wall.get("empty").median(),
        cpu.get("empty").median(),
        wall.get("holdfast").median(),
        cpu.get("holdfast").median(),
        wall.get("holdfast - none").withSpread("%.0f"),
        cpu.get("holdfast - none").withSpread("%.0f"),
        wall.get("holdfast - empty").withSpread("%.0f"),
        cpu.get("holdfast - empty").withSpread("%.0f"));
  }

  private static void add(
      Map<String, Cost> costs, Map<String, Sample> wall, Map<String, Sample> cpu) {
    Cost holdfast = costs.get("holdfast");
    costs.forEach(
        (agent, cost) -> {
          sample(wall, agent).add(cost.wall);
          sample(cpu, agent).add(cost.cpu);
          sample(wall, "holdfast - " + agent).add(holdfast.wall - cost.wall);
          sample(cpu, "holdfast - " + agent).add(holdfast.cpu - cost.cpu);
        });
  }

  private static Sample sample(Map<String, Sample> samples, String name) {
    return samples.computeIfAbsent(name, unused -> new Sample());
  }

  /** By the shell's own clock: it knows the CPU time of a child, which Java does not. */
  private static Cost run(String java, String agentOrNull)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(Arrays.asList("bash", "-c", "TIMEFORMAT='%3R %3U %3S'; time \"$@\"", "bash"));
    command.add(java);
    if (agentOrNull != null) {
      command.add(agentOrNull);
    }
    command.addAll(Arrays.asList("-cp", System.getProperty("java.class.path")));
    command.add(Hello.class.getName());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
      }
    }
    if (process.waitFor() != 0 || lines.size() != 2 || !lines.get(0).equals("hello")) {
      throw new IOException(command + " said " + lines);
    }
    String[] seconds = lines.get(1).split(" ", 3);
    double user = Double.parseDouble(seconds[1]);
    double system = Double.parseDouble(seconds[2]);
    return new Cost(Double.parseDouble(seconds[0]) * 1000, (user + system) * 1000);
  }

  /** First line of {@code java -version}, the part in quotation marks. */
  private static String versionOf(String home) throws IOException {
    Process process =
        new ProcessBuilder(javaOf(home), "-version").redirectErrorStream(true).start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      return out.readLine().split("\"", 3)[1];
    }
  }

  /** Makes the jar in {@code folder}. */
  static Path emptyAgent(Path folder) throws IOException {
    Path jar = folder.resolve("empty-agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(new Attributes.Name("Premain-Class"), EmptyAgent.class.getName());
    String entry = EmptyAgent.class.getName().replace('.', '/') + ".class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream in = EmptyAgent.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new ZipEntry(entry));
      byte[] bytes = new byte[8192];
      for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
        out.write(bytes, 0, count);
      }
    }
    return jar;
  }
}
