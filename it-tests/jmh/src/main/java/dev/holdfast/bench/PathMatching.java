package dev.holdfast.bench;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Which rule a path gets, as every open for writing asks; of the jar as it is shipped. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PathMatching {
  /** holdfast.jar. */
  static final String JAR = "holdfast.bench.jar";

  /** Constants, so that a call costs what it costs in the agent. */
  private static final MethodHandle ONE_RULE = ruleForOrNull(1);

  private static final MethodHandle TEN_RULES = ruleForOrNull(10);

  private final String elsewhere = "/var/log/service/2026/11/20/requests.log";
  private final String relative = "logs/requests.log";
  private final String sibling = "/srv/application/data0/users/42/profile.tmp";
  private final String matched = "/srv/application/data0/users/42/profile.json";

  @Benchmark
  public Object elsewhereOneRule() throws Throwable {
    return ONE_RULE.invoke(elsewhere);
  }

  @Benchmark
  public Object elsewhereTenRules() throws Throwable {
    return TEN_RULES.invoke(elsewhere);
  }

  @Benchmark
  public Object relativeOneRule() throws Throwable {
    return ONE_RULE.invoke(relative);
  }

  @Benchmark
  public Object siblingOneRule() throws Throwable {
    return ONE_RULE.invoke(sibling);
  }

  @Benchmark
  public Object siblingTenRules() throws Throwable {
    return TEN_RULES.invoke(sibling);
  }

  @Benchmark
  public Object matchedOneRule() throws Throwable {
    return ONE_RULE.invoke(matched);
  }

  @Benchmark
  public Object matchedTenRules() throws Throwable {
    return TEN_RULES.invoke(matched);
  }

  /** {@code PathRules.ruleForOrNull} of a configuration with {@code count} rules. */
  private static MethodHandle ruleForOrNull(int count) {
    try {
      ClassLoader core = core();
      Class<?> reader = core.loadClass("dev.holdfast.core.config.ConfigurationReader");
      Class<?> environment = core.loadClass("dev.holdfast.core.config.Environment");
      Object configuration =
          reader
              .getMethod("read", String.class, environment)
              .invoke(
                  null,
                  configuration(count).getPath(),
                  environment.getMethod("ofThisProcess").invoke(null));
      Object paths = configuration.getClass().getMethod("paths").invoke(configuration);
      return MethodHandles.lookup()
          .unreflect(paths.getClass().getMethod("ruleForOrNull", String.class))
          .bindTo(paths);
    } catch (ReflectiveOperationException | IOException changed) {
      throw new LinkageError("the jar's configuration is not as this benchmark knows it", changed);
    }
  }

  /** The agent's own loader: to others its classes are no class files. */
  private static ClassLoader core() throws ReflectiveOperationException, IOException {
    File jar = new File(System.getProperty(JAR));
    URLClassLoader doors = new URLClassLoader(new URL[] {jar.toURI().toURL()});
    return (ClassLoader)
        doors
            .loadClass("dev.holdfast.load.CoreLoader")
            .getConstructor(File.class, ClassLoader.class)
            .newInstance(jar, doors);
  }

  private static File configuration(int rules) throws IOException {
    File file = File.createTempFile("holdfast-bench", ".yaml");
    file.deleteOnExit();
    try (Writer out = new OutputStreamWriter(new FileOutputStream(file), StandardCharsets.UTF_8)) {
      out.write("holdfast: 1\nrules:\n");
      for (int i = 0; i < rules; i++) {
        out.write("  - paths: [\"/srv/application/data" + i + "/**/*.json\"]\n");
      }
    }
    return file;
  }
}
