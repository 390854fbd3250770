package dev.holdfast.core.attach;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.holdfast.core.jvm.FakeProc;
import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JVM, pid 50, that nothing is wrong with, and who attaches to it; in a folder of /proc's shape.
 */
final class Given {
  private static final int PID = 50;

  private final FakeProc proc;
  final FakeProc.Fake target;
  int toolFeature = 17;
  String jar = "/h/holdfast.jar";
  String configuration = "/h/holdfast.yaml";

  Given(Path folder) throws IOException {
    proc = new FakeProc(folder);
    target = proc.jvm(PID, "java", "-Xmx1g", "org.example.Main");
    target.file("/jdk/lib/libinstrument.so", "");
    int uid = (Integer) Files.getAttribute(folder, "unix:uid");
    int gid = (Integer) Files.getAttribute(folder, "unix:gid");
    user(uid, gid);
    tool(uid, gid);
  }

  Given options(String... options) {
    String[] command = new String[options.length + 2];
    command[0] = "java";
    System.arraycopy(options, 0, command, 1, options.length);
    command[options.length + 1] = "org.example.Main";
    target.write("cmdline", String.join("\0", command) + "\0");
    return this;
  }

  Given user(int uid, int gid) {
    target.status("Uid", "0 " + uid + " 0 0").status("Gid", "0 " + gid + " 0 0");
    return this;
  }

  Given tool(int uid, int gid) {
    proc.process(FakeProc.SELF, "java")
        .status("Uid", "0 " + uid + " 0 0")
        .status("Gid", "0 " + gid + " 0 0");
    return this;
  }

  Plan plan() throws IOException {
    JavaProcess process = proc.look().all().get(0);
    return new Plan(process, proc.look().self(), toolFeature, jar, "1.2.3", configuration);
  }

  /** Null if there is nothing to refuse. */
  String refusalOrNull(Check check) throws IOException {
    Plan plan = plan();
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> check.check(plan));
    return refusal == null ? null : refusal.getMessage();
  }
}
