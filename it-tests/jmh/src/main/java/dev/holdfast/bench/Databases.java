package dev.holdfast.bench;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What transactions of databases that force by themselves cost where all their files are protected,
 * against stock in a JVM without the agent. A batch each, in turns; the control is stock once more.
 *
 * <p>Arguments: holdfast.jar, the folder to write to, rounds, the class path of {@code
 * libraries.Transactions}.
 */
public final class Databases {
  private static final int WARM_UP = 10;

  private Databases() {}

  /** A database in a JVM of its own. */
  private static final class Store implements AutoCloseable {
    final Sample wall = new Sample();
    final Sample toStock = new Sample();
    private final Process process;
    private final Writer orders;
    private final BufferedReader answers;

    Store(List<String> java, String path, String which, Path folder) throws IOException {
      List<String> command = new ArrayList<>(java);
      Files.createDirectories(folder);
      command.addAll(Arrays.asList("-cp", path, "libraries.Transactions", which, folder + ""));
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
      answers =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Microseconds a transaction. */
    double commit(int count) throws IOException {
      orders.write(count + "\n");
      orders.flush();
      String nanos = answers.readLine();
      if (nanos == null) {
        throw new EOFException("a database has died, see its stderr above");
      }
      return Long.parseLong(nanos) / 1000.0 / count;
    }

    @Override
    public void close() throws IOException {
      orders.close();
      try {
        process.waitFor();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Paths.get(arguments[1]).toRealPath();
    String rules =
        "holdfast: 1\nquiet: true\nrules:\n  - paths: [\"" + folder + "/guarded-*/**\"]\n";
    Path configuration = folder.resolve("databases.yaml");
    Files.write(configuration, rules.getBytes(StandardCharsets.UTF_8));
    List<String> java = Collections.singletonList(StartUp.javaOf(System.getProperty("java.home")));
    List<String> agent = new ArrayList<>(java);
    agent.add("-javaagent:" + arguments[0] + "=config=" + configuration);
    System.out.println(
        "| transaction | stock, us, median (quartiles) | stock again, ratio | with the agent, ratio |");
    System.out.println("|---|---|---|---|");
    for (String which : Arrays.asList("H2", "Derby", "Lucene")) {
      try (Store stock = new Store(java, arguments[3], which, folder.resolve("stock-" + which));
          Store control = new Store(java, arguments[3], which, folder.resolve("control-" + which));
          Store guarded =
              new Store(agent, arguments[3], which, folder.resolve("guarded-" + which))) {
        run(Arrays.asList(stock, control, guarded), Integer.parseInt(arguments[2]), which);
        System.out.printf(
            "| %s | %s | %s | %s |%n",
            which,
            stock.wall.withSpread("%.0f"),
            control.toStock.withSpread("%.2f"),
            guarded.toStock.withSpread("%.2f"));
      }
    }
  }

  private static void run(List<Store> stores, int rounds, String which) throws IOException {
    int batch = which.equals("Lucene") ? 10 : 40;
    for (int round = -WARM_UP; round < rounds; round++) {
      List<Store> order = new ArrayList<>(stores);
      Collections.rotate(order, round);
      double[] of = new double[stores.size()];
      for (Store store : order) {
        of[stores.indexOf(store)] = store.commit(batch);
      }
      for (int i = 0; round >= 0 && i < of.length; i++) {
        stores.get(i).wall.add(of[i]);
        stores.get(i).toStock.add(of[i] / of[0]);
      }
    }
  }
}
