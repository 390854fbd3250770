package dev.holdfast.core.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.holdfast.boot.Hooks;
import dev.holdfast.boot.SaveRuntime;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each shape of woven method, run: what the hook is given, and what becomes of its answer. */
final class AroundTest {
  private static final String FD = "Ljava/io/FileDescriptor;";
  private static final String FD_AND_CAUSE = "(" + FD + "Ljava/lang/Throwable;)V";
  private static final String OPTIONS = "Ldev/holdfast/core/weave/Specimen$Options;";

  private static final HookPoint STREAM =
      row(
          "open",
          "(Ljava/lang/String;Z)V",
          Around.before(
              call(
                  "openingStream",
                  "(" + FD + "Ljava/lang/String;Z)Z",
                  Argument.field("fd", FD),
                  Argument.parameter(0),
                  Argument.parameter(1))));

  private static final HookPoint WRITE =
      row(
          "write",
          "(" + FD + "Ljava/nio/ByteBuffer;I)I",
          Around.failure(call("writeFailed", FD_AND_CAUSE, Argument.parameter(0)))
              .after(
                  call("wrote", "(JJ" + FD + ")V", Argument.remaining(1), Argument.parameter(0))));

  private final Told runtime = new Told();

  @BeforeEach
  void start() {
    Hooks.start(runtime);
    Hooks.live(1);
  }

  @AfterEach
  void stop() {
    Hooks.stop();
  }

  @Test
  void theBodyIsSkippedWhereTheHookHasDoneIt() throws Exception {
    Object specimen = woven(STREAM);
    runtime.done = true;
    call(specimen, "open", "name", true);
    assertThat(bodies(specimen)).isZero();
    runtime.done = false;
    call(specimen, "open", "other", false);
    assertThat(bodies(specimen)).isEqualTo(1);
    assertThat(runtime.told).containsExactly("stream name true", "stream other false");
    assertThat(runtime.descriptor).isSameAs(field(specimen, "fd"));
  }

  @Test
  void anObjectOfTheHookIsReturned() throws Exception {
    HookPoint row =
        row(
            "open",
            "(ILjava/lang/Object;" + OPTIONS + "I)" + FD,
            Around.before(
                call(
                    "openingChannel",
                    "(ILjava/lang/Object;II)" + FD,
                    Argument.parameter(0),
                    Argument.parameter(1),
                    Argument.bits(1, "read", "write", "missing", "sync"),
                    Argument.fromLast(0))));
    Object specimen = woven(row);
    Specimen.Options options = new Specimen.Options();
    options.write = true;
    options.sync = true;
    assertThat(call(specimen, "open", 3, "path", options, 0644)).isSameAs(field(specimen, "fd"));
    runtime.descriptor = new FileDescriptor();
    assertThat(call(specimen, "open", 3, "path", options, 0644)).isSameAs(runtime.descriptor);
    assertThat(bodies(specimen)).isEqualTo(1);
    // Bit 2 is of a field that is not there.
    assertThat(runtime.told).contains("channel 3 path 1010 " + 0644);
  }

  @Test
  void aNumberOfTheHookIsReturnedUnlessItIsNegative() throws Exception {
    HookPoint rename =
        row(
            "renameTo",
            "(Ljava/io/File;)Z",
            Around.before(
                call(
                    "renaming",
                    "(Ljava/io/File;Ljava/io/File;)I",
                    Argument.parameter(0),
                    Argument.parameter(0))));
    Object specimen = woven(rename);
    File target = new File("target");
    assertThat(call(specimen, "renameTo", target)).isEqualTo(false);
    runtime.answer = 1;
    assertThat(call(specimen, "renameTo", target)).isEqualTo(true);
    runtime.answer = 0;
    assertThat(call(specimen, "renameTo", (Object) null)).isEqualTo(false);
    assertThat(bodies(specimen)).isEqualTo(1);
  }

  @Test
  void aLongOfTheHookIsReturnedUnlessItIsNegative() throws Exception {
    HookPoint copy =
        row(
            "copy",
            "(Ljava/io/InputStream;Ljava/lang/Object;[Ljava/lang/Object;)J",
            Around.before(
                call(
                    "copying",
                    "(Ljava/io/InputStream;Ljava/lang/Object;[Ljava/lang/Object;)J",
                    Argument.parameter(0),
                    Argument.parameter(1),
                    Argument.parameter(2))));
    Object specimen = woven(copy);
    InputStream in = new ByteArrayInputStream(new byte[0]);
    Object[] options = {"one", "two"};
    assertThat(call(specimen, "copy", in, "target", options)).isEqualTo(42L);
    runtime.answer = 7;
    assertThat(call(specimen, "copy", in, "target", options)).isEqualTo(7L);
    assertThat(bodies(specimen)).isEqualTo(1);
  }

  @Test
  void everyReturnIsToldWithWhatItReturns() throws Exception {
    Object specimen = woven(WRITE);
    FileDescriptor descriptor = new FileDescriptor();
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 9});
    assertThat(call(specimen, "write", descriptor, buffer, 0)).isEqualTo(0);
    assertThat(call(specimen, "write", descriptor, buffer, 1)).isEqualTo(-1);
    assertThat(call(specimen, "write", descriptor, buffer, 3)).isEqualTo(9);
    assertThat(runtime.told).containsExactly("wrote 0 left 2", "wrote -1 left 2", "wrote 9 left 1");
    assertThat(runtime.descriptor).isSameAs(descriptor);
  }

  @Test
  void whatLeavesTheBodyIsToldAndGoesOn() throws Exception {
    Object specimen = woven(WRITE);
    FileDescriptor descriptor = new FileDescriptor();
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {9, 9});
    assertThatThrownBy(() -> call(specimen, "write", descriptor, buffer, 2))
        .isInstanceOf(IOException.class)
        .hasMessage("outside");
    assertThatThrownBy(() -> call(specimen, "write", descriptor, null, 3))
        .isInstanceOf(NullPointerException.class);
    assertThat(runtime.told).hasSize(2);
    assertThat(runtime.told.get(0)).isEqualTo("failed outside");
    assertThat(runtime.descriptor).isSameAs(descriptor);
  }

  @Test
  void aFrameAtTheFirstInstructionStays() throws Exception {
    HookPoint loop = row("loop", STREAM.descriptors[0], STREAM.shape);
    Object specimen = woven(loop);
    call(specimen, "loop", "name", true);
    assertThat(bodies(specimen)).isEqualTo(3);
    assertThat(runtime.told).hasSize(1);
  }

  @Test
  void aClassWithoutFramesIsWovenAllTheSame() throws Exception {
    Object specimen = newInstance(WovenLoader.loadWithoutFrames(Specimen.class, STREAM, WRITE));
    runtime.done = true;
    call(specimen, "open", "name", true);
    assertThatThrownBy(() -> call(specimen, "write", null, ByteBuffer.allocate(1), 2))
        .hasMessage("outside");
    assertThat(runtime.told).containsExactly("stream name true", "failed outside");
  }

  @Test
  void aParameterThatTheBodyAssignsIsNotReadAfterwards() {
    HookPoint assigning =
        row(
            "assigning",
            "(" + FD + ")V",
            Around.failure(call("writeFailed", FD_AND_CAUSE, Argument.parameter(0))));
    assertThatThrownBy(() -> woven(assigning))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("assigns parameter slot 1");
  }

  private static Object woven(HookPoint... rows) throws Exception {
    return newInstance(WovenLoader.load(Specimen.class, rows));
  }

  private static Object newInstance(Class<?> type) throws Exception {
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    return constructor.newInstance();
  }

  /** The method of that name with that many parameters. */
  private static Object call(Object specimen, String name, Object... arguments) throws Exception {
    for (Method method : specimen.getClass().getDeclaredMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == arguments.length) {
        method.setAccessible(true);
        try {
          return method.invoke(specimen, arguments);
        } catch (InvocationTargetException wrapper) {
          throw (Exception) wrapper.getCause();
        }
      }
    }
    throw new AssertionError("no " + name);
  }

  private static int bodies(Object specimen) throws Exception {
    return (Integer) field(specimen, "bodies");
  }

  private static Object field(Object specimen, String name) throws Exception {
    Field field = specimen.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(specimen);
  }

  private static HookCall call(String name, String descriptor, Argument... arguments) {
    return new HookCall(name, descriptor, arguments);
  }

  private static HookPoint row(String method, String descriptor, Shape shape) {
    String owner = Specimen.class.getName().replace('.', '/');
    String[] descriptors = {descriptor};
    return new HookPoint(
        owner, method, descriptors, 8, 99, HookPoint.Need.REQUIRED, shape, "a test's");
  }

  private static final class Told extends SaveRuntime {
    final List<String> told = new ArrayList<>();
    boolean done;
    int answer = Hooks.STOCK;
    FileDescriptor descriptor;

    @Override
    public boolean openingStream(FileDescriptor opened, String name, boolean append) {
      descriptor = opened;
      told.add("stream " + name + " " + append);
      return done;
    }

    @Override
    public FileDescriptor openingChannelOrNull(int folder, Object path, int options, int mode) {
      told.add(
          "channel " + folder + " " + path + " " + Integer.toBinaryString(options) + " " + mode);
      return descriptor;
    }

    @Override
    public int renaming(File source, File target) {
      return answer;
    }

    @Override
    public long copying(InputStream source, Object target, Object[] options) {
      return answer;
    }

    @Override
    public void writeFailed(FileDescriptor target, Throwable failure) {
      descriptor = target;
      told.add("failed " + failure.getMessage());
    }

    @Override
    public void wrote(long written, long left, FileDescriptor target) {
      descriptor = target;
      told.add("wrote " + written + " left " + left);
    }
  }
}
