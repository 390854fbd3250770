package dev.holdfast.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaCommandTest {
  @TempDir Path folder;

  private JavaProcess of(String... command) throws IOException {
    FakeProc proc = new FakeProc(folder);
    proc.jvm(50, command);
    return proc.look().all().get(0);
  }

  private static void check(JavaProcess process, String name, String options, String arguments) {
    assertThat(process.name()).isEqualTo(name);
    assertThat(String.join("|", process.options())).isEqualTo(options);
    assertThat(String.join("|", process.arguments())).isEqualTo(arguments);
  }

  @Test
  void aClass() throws IOException {
    check(
        of("/opt/jdk/bin/java", "-Xmx1g", "-cp", "-odd", "org.x.Main", "-jar", "b", ""),
        "org.x.Main",
        "-Xmx1g|-cp|-odd",
        "-jar|b|");
  }

  @Test
  void aJar() throws IOException {
    check(of("java", "-jar", "/srv/a b.jar", "x"), "a b.jar", "", "x");
  }

  @Test
  void aModule() throws IOException {
    check(of("java", "-p", "mods", "-m", "m/org.x.Main", "x"), "m/org.x.Main", "-p|mods", "x");
    check(of("java", "--module=m", "x"), "m", "", "x");
  }

  @Test
  void aSourceFile() throws IOException {
    check(of("java", "--source", "17", "dir/A.java", "x"), "A.java", "--source|17", "x");
  }

  @Test
  void filesOfArgumentsUpToTheMainClass() throws IOException {
    FakeProc proc = new FakeProc(folder);
    proc.jvm(50, "java", "@/etc/options", "@more", "@missing", "org.x.Main", "@more")
        .file("/etc/options", "# said before\n-Xss1m -Da=\"b c\\\\d\\\n   e\" # why\n'-De=#'\n")
        .write("cwd/more", "-cp x");

    check(
        proc.look().all().get(0), "org.x.Main", "-Xss1m|-Da=b c\\de|-De=#|-cp|x|@missing", "@more");
  }

  @Test
  void aMainClassInAFile() throws IOException {
    FakeProc proc = new FakeProc(folder);
    proc.jvm(50, "java", "@all", "z").write("cwd/all", "-Xmx1g\norg.x.Main a");

    check(proc.look().all().get(0), "org.x.Main", "-Xmx1g", "a|z");
  }

  @Test
  void filesSwitchedOff() throws IOException {
    FakeProc proc = new FakeProc(folder);
    proc.jvm(50, "java", "--disable-@files", "@all").write("cwd/all", "org.x.Main");

    assertThat(proc.look().all().get(0).name()).isEqualTo("@all");
  }

  @Test
  void aFileOfTheJvmsOptions() throws IOException {
    FakeProc proc = new FakeProc(folder);
    proc.jvm(50, "java", "-XX:VMOptionsFile=vm", "org.x.Main").write("cwd/vm", "-Xrs\n-Xss1m\n");

    assertThat(proc.look().all().get(0).options()).isEqualTo(List.of("-Xrs", "-Xss1m"));
  }

  @Test
  void aToolOfTheJdkAndOtherLaunchers() throws IOException {
    check(of("/jdk/bin/jshell", "-J-Xmx1g", "a.jsh"), "jshell", "-Xmx1g", "a.jsh");
    check(
        of("jsvc.exec", "-user", "web", "-Xmx1g", "org.x.Main"),
        "jsvc.exec",
        "-Xmx1g",
        "-user|web|-Xmx1g|org.x.Main");
  }

  @Test
  void nothingButOptions() throws IOException {
    assertThat(of("java", "-version").name()).isEqualTo("(no name)");
    assertThat(of("java").name()).isEqualTo("(no name)");
    assertThat(of().name()).isEqualTo("(no name)");
  }
}
