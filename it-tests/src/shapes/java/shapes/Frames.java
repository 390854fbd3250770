package shapes;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import samples.shapes.Catalogue;
import samples.shapes.Ending;
import samples.shapes.Job;
import samples.shapes.Shapes;

/** What stands on the stack between the open, the trouble and the close. */
public final class Frames implements Catalogue {
  @Override
  public void addTo(Shapes shapes) {
    shapes.add("opened by a method, closed by its caller", Ending.OLD, Frames::openedByMethod);
    shapes.add("opened by a constructor, own close()", Ending.OLD, Frames::ownClose);
    shapes.add("own close() with a finally of its own", Ending.OLD, Frames::closeWithFinally);
    shapes.add("subclass of FileOutputStream", Ending.OLD, Frames::subclass);
    shapes.add("closed in the handler of the outer method", Ending.OLD, Frames::outerHandler);
    shapes.add("closed in the handler two methods up", Ending.OLD, Frames::twoUp);
    shapes.add("recursion, opened at each depth", Ending.OLD, Frames::recursion);
    shapes.add("recursion, tried again in the catch block", Ending.NEW, Frames::retry);
    shapes.add("recursion, opened below a catch block", Ending.NEW, Frames::belowCatch);
    shapes.add("forEach with a lambda", Ending.OLD, Frames::forEach);
    shapes.add("Stream with a lambda", Ending.OLD, Frames::stream);
    shapes.add("saved and closed inside a lambda", Ending.OLD, Frames::insideLambda);
    shapes.add("saved inside an anonymous class", Ending.OLD, Frames::insideAnonymousClass);
    shapes.add("Method.invoke in between", Ending.OLD, Frames::reflection);
    shapes.add("opened and closed by reflection", Ending.OLD, Frames::byReflection);
    shapes.add("closed by a dynamic proxy", Ending.OLD, Frames::proxy);
    shapes.add("written through a dynamic proxy", Ending.OLD, Frames::writtenByProxy);
    shapes.add("deep stack", Ending.OLD, Frames::deep);
    shapes.add("template method closes", Ending.OLD, Frames::template);
  }

  private static OutputStream open(Job job) throws IOException {
    return new FileOutputStream(job.file);
  }

  static void openedByMethod(Job job) throws IOException {
    OutputStream out = open(job);
    try {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    } finally {
      out.close();
    }
  }

  /** Has the stream in a field, as document writers do. */
  private static class Document implements Closeable {
    final OutputStream out;

    Document(Job job) throws IOException {
      out = new FileOutputStream(job.file);
    }

    void write(byte[] bytes) throws IOException {
      out.write(bytes);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }

  private static final class CarefulDocument extends Document {
    CarefulDocument(Job job) throws IOException {
      super(job);
    }

    @Override
    public void close() throws IOException {
      try {
        out.flush();
      } finally {
        super.close();
      }
    }
  }

  private static final class Counting extends FileOutputStream {
    private int closes;

    Counting(Job job) throws IOException {
      super(job.file);
    }

    @Override
    public void close() throws IOException {
      closes++;
      super.close();
    }
  }

  static void ownClose(Job job) throws IOException {
    try (Document document = new Document(job)) {
      document.write(job.head);
      job.trouble();
      document.write(job.tail);
    }
  }

  static void closeWithFinally(Job job) throws IOException {
    try (Document document = new CarefulDocument(job)) {
      document.write(job.head);
      job.trouble();
      document.write(job.tail);
    }
  }

  static void subclass(Job job) throws IOException {
    try (OutputStream out = new Counting(job)) {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    }
  }

  static void outerHandler(Job job) throws IOException {
    OutputStream[] opened = new OutputStream[1];
    try {
      openAndWriteHead(job, opened);
      job.trouble();
      opened[0].write(job.tail);
    } catch (IOException failure) {
      opened[0].close();
      throw failure;
    }
    opened[0].close();
  }

  private static void openAndWriteHead(Job job, OutputStream[] opened) throws IOException {
    opened[0] = new FileOutputStream(job.file);
    opened[0].write(job.head);
  }

  static void twoUp(Job job) throws IOException {
    OutputStream[] opened = new OutputStream[1];
    try {
      writeAll(job, opened);
    } finally {
      if (opened[0] != null) {
        opened[0].close();
      }
    }
  }

  private static void writeAll(Job job, OutputStream[] opened) throws IOException {
    openAndWriteHead(job, opened);
    writeTail(job, opened[0]);
  }

  private static void writeTail(Job job, OutputStream out) throws IOException {
    job.trouble();
    out.write(job.tail);
  }

  static void recursion(Job job) throws IOException {
    recursion(job, 4);
  }

  /** A save at each depth, that of depth 2 to the file that counts. */
  private static void recursion(Job job, int depth) throws IOException {
    if (depth == 0) {
      job.trouble();
      return;
    }
    OutputStream out =
        depth == 2 ? new FileOutputStream(job.file) : new java.io.ByteArrayOutputStream();
    try {
      out.write(job.head);
      recursion(job, depth - 1);
      out.write(job.tail);
    } finally {
      out.close();
    }
  }

  static void retry(Job job) throws IOException {
    attempt(job, 0);
  }

  /** The second attempt is made in the catch block of the first, by the same method. */
  private static void attempt(Job job, int number) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      out.write(job.head);
      if (number < 2) {
        job.trouble();
      }
      out.write(job.tail);
    } catch (IOException failure) {
      if (number >= 2) {
        throw failure;
      }
      attempt(job, number + 1);
    }
  }

  static void belowCatch(Job job) throws IOException {
    belowCatch(job, 3);
  }

  private static void belowCatch(Job job, int depth) throws IOException {
    if (depth == 0) {
      OutputStream out = new FileOutputStream(job.file);
      try {
        out.write(job.head);
        out.write(job.tail);
      } finally {
        out.close();
      }
      return;
    }
    try {
      job.trouble();
    } catch (IOException failure) {
      belowCatch(job, depth - 1);
      return;
    }
    belowCatch(job, depth - 1);
  }

  private static List<byte[]> pieces(Job job) {
    return Arrays.asList(job.head, new byte[0], job.tail);
  }

  private static void put(Job job, OutputStream out, byte[] piece) {
    try {
      if (piece.length == 0) {
        job.trouble();
      }
      out.write(piece);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static void forEach(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      pieces(job).forEach(piece -> put(job, out, piece));
    }
  }

  static void stream(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file);
        Stream<byte[]> pieces = pieces(job).stream()) {
      pieces.map(piece -> piece.clone()).forEachOrdered(piece -> put(job, out, piece));
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void run(Action action) throws IOException {
    action.run();
  }

  static void insideLambda(Job job) throws IOException {
    run(
        () -> {
          try (OutputStream out = new FileOutputStream(job.file)) {
            out.write(job.head);
            job.trouble();
            out.write(job.tail);
          }
        });
  }

  static void insideAnonymousClass(Job job) throws IOException {
    run(
        new Action() {
          @Override
          public void run() throws IOException {
            OutputStream out = new FileOutputStream(job.file);
            try {
              out.write(job.head);
              job.trouble();
              out.write(job.tail);
            } finally {
              out.close();
            }
          }
        });
  }

  public static void writeByReflection(Job job, OutputStream out) throws IOException {
    out.write(job.head);
    job.trouble();
    out.write(job.tail);
  }

  static void reflection(Job job) throws Exception {
    Method method = Frames.class.getMethod("writeByReflection", Job.class, OutputStream.class);
    try (OutputStream out = new FileOutputStream(job.file)) {
      method.invoke(null, job, out);
    }
  }

  static void byReflection(Job job) throws Throwable {
    Closeable out = FileOutputStream.class.getConstructor(java.io.File.class).newInstance(job.file);
    try {
      writeByReflection(job, (OutputStream) out);
    } finally {
      try {
        Closeable.class.getMethod("close").invoke(out);
      } catch (InvocationTargetException failure) {
        throw failure.getCause();
      }
    }
  }

  private static Object proxy(Class<?> type, Action action) {
    return Proxy.newProxyInstance(
        Frames.class.getClassLoader(),
        new Class<?>[] {type},
        (self, method, arguments) -> {
          action.run();
          return null;
        });
  }

  static void proxy(Job job) throws IOException {
    OutputStream out = new FileOutputStream(job.file);
    try (Closeable closing = (Closeable) proxy(Closeable.class, out::close)) {
      out.write(job.head);
      job.trouble();
      out.write(job.tail);
    }
  }

  static void writtenByProxy(Job job) throws IOException {
    try (OutputStream out = new FileOutputStream(job.file)) {
      ((Action) proxy(Action.class, () -> writeByReflection(job, out))).run();
    }
  }

  static void deep(Job job) throws IOException {
    deep(job, 120);
  }

  private static void deep(Job job, int left) throws IOException {
    if (left > 0) {
      deep(job, left - 1);
      return;
    }
    OutputStream out = new FileOutputStream(job.file);
    try {
      out.write(job.head);
      trouble(job, 30);
      out.write(job.tail);
    } finally {
      out.close();
    }
  }

  private static void trouble(Job job, int left) throws IOException {
    if (left > 0) {
      trouble(job, left - 1);
    } else {
      job.trouble();
    }
  }

  /** Opens and closes; what is written in between is a subclass's. */
  private abstract static class Template {
    void save(Job job) throws IOException {
      OutputStream out = new FileOutputStream(job.file);
      try {
        write(job, out);
      } catch (RuntimeException | IOException failure) {
        out.close();
        throw failure;
      }
      out.close();
    }

    abstract void write(Job job, OutputStream out) throws IOException;
  }

  static void template(Job job) throws IOException {
    new Template() {
      @Override
      void write(Job of, OutputStream out) throws IOException {
        writeByReflection(of, out);
      }
    }.save(job);
  }
}
