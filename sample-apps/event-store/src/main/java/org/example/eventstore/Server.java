package org.example.eventstore;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Serves {@link Commands} on a port of this machine, with a thread for each client. */
final class Server implements Runnable {
  private final ServerSocket socket;
  private final Commands commands;

  Server(EventStore store) throws IOException {
    commands = new Commands(store);
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void run() {
    try {
      while (true) {
        Thread thread = new Thread(new Client(socket.accept()), "client");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (IOException e) {
      System.err.println("no more clients: " + e);
    }
  }

  /** One client, until it hangs up. */
  private final class Client implements Runnable {
    private final Socket client;

    Client(Socket client) {
      this.client = client;
    }

    @Override
    public void run() {
      try {
        serve();
      } catch (IOException e) {
        System.err.println("client lost: " + e);
      }
    }

    private void serve() throws IOException {
      try {
        client.setTcpNoDelay(true);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter out =
            new BufferedWriter(
                new OutputStreamWriter(client.getOutputStream(), StandardCharsets.UTF_8));
        String line;
        while ((line = in.readLine()) != null) {
          out.write(commands.answer(line) + "\n");
          out.flush();
        }
      } finally {
        client.close();
      }
    }
  }
}
