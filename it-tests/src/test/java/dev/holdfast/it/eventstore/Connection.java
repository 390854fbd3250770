package dev.holdfast.it.eventstore;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A client's end of a conversation with the service. Every method throws when that is gone. */
final class Connection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final Socket socket;
  private final BufferedReader in;
  private final BufferedWriter out;

  Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    out =
        new BufferedWriter(
            new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8));
  }

  /** The first line of the answer: {@code ok ...} or {@code error ...}. */
  String ask(String command) throws IOException {
    out.write(command + "\n");
    out.flush();
    return line();
  }

  /** What follows the ok. */
  String ok(String command) throws IOException {
    String answer = ask(command);
    if (!answer.equals("ok") && !answer.startsWith("ok ")) {
      throw new IOException(command + " was answered " + answer);
    }
    return answer.substring(Math.min(3, answer.length()));
  }

  List<String> list(String command) throws IOException {
    int count = Integer.parseInt(ok(command));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(line());
    }
    return lines;
  }

  private String line() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException("the service is gone");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
