package dev.holdfast.core.attach;

import dev.holdfast.core.jvm.JavaProcess;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import net.bytebuddy.agent.VirtualMachine.ForHotSpot.Connection;

/** Speaks to a JVM by the socket that it listens on, with what java.base has since 16. */
final class UnixSockets extends Connection.OnPersistentByteChannel<SocketChannel> {
  static final int SINCE = 16;

  private final Path socket;

  private UnixSockets(Path socket) {
    this.socket = socket;
  }

  /** Asks {@code target} to listen, if it doesn't already. */
  static Connection connect(JavaProcess target) throws IOException {
    return new UnixSockets(Wake.up(target));
  }

  @Override
  protected SocketChannel connect() throws IOException {
    try {
      ProtocolFamily unix = StandardProtocolFamily.valueOf("UNIX");
      Object address =
          Class.forName("java.net.UnixDomainSocketAddress")
              .getMethod("of", Path.class)
              .invoke(null, socket);
      SocketChannel channel =
          (SocketChannel)
              SocketChannel.class.getMethod("open", ProtocolFamily.class).invoke(null, unix);
      channel.connect((SocketAddress) address);
      return channel;
    } catch (InvocationTargetException e) {
      throw new IOException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("sockets of Java " + SINCE, e);
    }
  }

  @Override
  protected void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  protected int read(SocketChannel channel, byte[] bytes) throws IOException {
    return channel.read(ByteBuffer.wrap(bytes));
  }

  @Override
  protected void close(SocketChannel channel) throws IOException {
    channel.close();
  }

  @Override
  public void close() {
    // each question has a channel of its own
  }
}
