package samples.fuzz;

/** What an operation does. In comments: its path {@code a}, other path {@code b}, numbers x, y. */
public enum Kind {
  /** {@code new FileOutputStream(a, x == 1)}. */
  OPEN_STREAM(Shape.OPEN),
  /** {@code new FileWriter(a)}. */
  OPEN_WRITER(Shape.OPEN),
  /** {@code new PrintWriter(a)}. */
  OPEN_PRINTER(Shape.OPEN),
  /** {@code new RandomAccessFile(a, mode x)}. */
  OPEN_RANDOM(Shape.OPEN),
  /** {@code new FileInputStream(a)}. */
  OPEN_INPUT(Shape.OPEN),
  /** {@code Files.newOutputStream(a, options x)}. */
  OPEN_NIO_STREAM(Shape.OPEN),
  /** {@code Files.newBufferedWriter(a, options x)}. */
  OPEN_NIO_WRITER(Shape.OPEN),
  /** {@code Files.newByteChannel(a, options x)}. */
  OPEN_BYTE_CHANNEL(Shape.OPEN),
  /** {@code FileChannel.open(a, options x)}. */
  OPEN_CHANNEL(Shape.OPEN),
  /** {@code AsynchronousFileChannel.open(a, options x)}. */
  OPEN_ASYNC(Shape.OPEN),

  /** x bytes that begin with letter y. */
  WRITE(Shape.HANDLE),
  /** One byte. */
  WRITE_ONE(Shape.HANDLE),
  /** x bytes at position y. */
  WRITE_AT(Shape.HANDLE),
  /** Two buffers. */
  WRITE_GATHERING(Shape.HANDLE),
  /** With arguments that are an error; x says which. */
  WRITE_WRONGLY(Shape.HANDLE),
  FLUSH(Shape.HANDLE),
  /** At most x bytes. */
  READ(Shape.HANDLE),
  READ_AT(Shape.HANDLE),
  /** To x. */
  SEEK(Shape.HANDLE),
  POSITION(Shape.HANDLE),
  SIZE(Shape.HANDLE),
  /** To x bytes. */
  TRUNCATE(Shape.HANDLE),
  FORCE(Shape.HANDLE),
  /** And lets go at once. */
  LOCK(Shape.HANDLE),
  /** Maps x bytes at y and stores there. */
  MAP(Shape.HANDLE),
  /** y bytes from 0 of this handle to handle x. */
  TRANSFER_TO(Shape.HANDLE),
  /** y bytes from handle x to the beginning of this one. */
  TRANSFER_FROM(Shape.HANDLE),
  CLOSE(Shape.HANDLE),

  /** {@code Files.write(a, y bytes, options x)}. */
  FILES_WRITE(Shape.PATH),
  /** {@code try (FileOutputStream out = new ...(a)) { out.write(...); throw ... }}. */
  SAVE_AND_THROW(Shape.PATH),
  /** {@code Files.copy(a, b, options x)}. */
  COPY(Shape.PATHS),
  /** {@code Files.copy(stream of y bytes, a, options x)}. */
  COPY_STREAM(Shape.PATH),
  /** {@code Files.move(a, b, options x)}. */
  MOVE(Shape.PATHS),
  RENAME(Shape.PATHS),
  FILE_DELETE(Shape.PATH),
  DELETE(Shape.PATH),
  DELETE_IF_EXISTS(Shape.PATH),
  CREATE_NEW_FILE(Shape.PATH),
  CREATE_FILE(Shape.PATH),
  SET_READ_ONLY(Shape.PATH),
  SET_WRITABLE(Shape.PATH),
  /** To x. */
  SET_MODE(Shape.PATH),
  /** To a time long ago. */
  SET_TIME(Shape.PATH),
  MAKE_FOLDER(Shape.PATH),
  /** {@code Files.createLink(b, a)}. */
  LINK(Shape.PATHS),
  /** {@code Files.createSymbolicLink(b, a)}, the target relative where x is 1. */
  SYMBOLIC_LINK(Shape.PATHS),
  EXISTS(Shape.PATH),
  LENGTH(Shape.PATH),
  READ_ALL(Shape.PATH),
  ATTRIBUTES(Shape.PATH),
  LIST(Shape.PATH),
  SAME_FILE(Shape.PATHS),
  /** Everything there is must be equal. */
  CHECK(Shape.ALL);

  /** Which of its arguments count. */
  enum Shape {
    OPEN,
    HANDLE,
    PATH,
    PATHS,
    ALL
  }

  final Shape shape;

  Kind(Shape shape) {
    this.shape = shape;
  }

  boolean isOf(Shape other) {
    return shape == other;
  }
}
