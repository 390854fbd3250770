package dev.holdfast.core.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.FileWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Formatter;
import java.util.List;
import java.util.Properties;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** Saving by java.io and by what the JDK builds on it. */
final class StreamWays {
  private static final char[] PASSWORD = "self-test".toCharArray();

  private StreamWays() {}

  static List<Way> all() {
    List<Way> ways = new ArrayList<>();
    add(ways, "new FileOutputStream(File)", target -> new FileOutputStream(target));
    add(ways, "new FileOutputStream(String)", target -> new FileOutputStream(target.getPath()));
    add(ways, "new FileOutputStream(File, false)", target -> new FileOutputStream(target, false));
    add(
        ways,
        "new FileOutputStream(String, false)",
        target -> new FileOutputStream(target.getPath(), false));
    add(ways, "a subclass of FileOutputStream", Subclass::new);
    add(
        ways,
        "FileOutputStream by reflection",
        target -> FileOutputStream.class.getConstructor(File.class).newInstance(target));
    ways.add(Way.save("FileOutputStream.getChannel", StreamWays::byChannelOfStream));
    ways.add(Way.save("FileWriter", StreamWays::byFileWriter));
    ways.add(Way.save("PrintWriter", StreamWays::byPrintWriter));
    ways.add(Way.save("PrintStream", StreamWays::byPrintStream));
    ways.add(Way.save("Formatter", StreamWays::byFormatter));
    ways.add(
        Way.save("Properties.store", StreamWays::byProperties)
            .readBy((target, text) -> text.equals(propertyIn(target))));
    ways.add(
        Way.save("KeyStore.store", StreamWays::byKeyStore)
            .readBy((target, text) -> Arrays.equals(keyIn(target), keyOf(text))));
    ways.add(
        Way.save("Transformer to StreamResult(File)", StreamWays::byTransformer)
            .readBy((target, text) -> asText(target).endsWith("<t>" + text + "</t>")));
    return ways;
  }

  /** Opens a stream that writes {@code target} anew. */
  private interface Opening {
    OutputStream open(File target) throws Exception;
  }

  private static final class Subclass extends FileOutputStream {
    Subclass(File target) throws FileNotFoundException {
      super(target);
    }
  }

  /** In two writes, so that there is an instant between them. */
  private static void add(List<Way> ways, String name, Opening opening) {
    ways.add(
        Way.save(
            name,
            (target, text) -> {
              try (OutputStream out = opening.open(target)) {
                out.write(text.charAt(0));
                out.write(text.substring(1).getBytes(US_ASCII));
              }
            }));
  }

  private static void byChannelOfStream(File target, String text) throws IOException {
    try (FileOutputStream stream = new FileOutputStream(target);
        FileChannel channel = stream.getChannel()) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }

  @SuppressWarnings("DefaultCharset") // as applications do; the text is ASCII
  private static void byFileWriter(File target, String text) throws IOException {
    try (Writer writer = new FileWriter(target)) {
      writer.write(text);
    }
  }

  private static void byPrintWriter(File target, String text) throws IOException {
    try (PrintWriter writer = new PrintWriter(target, "US-ASCII")) {
      writer.print(text);
    }
  }

  private static void byPrintStream(File target, String text) throws IOException {
    try (PrintStream stream = new PrintStream(target, "US-ASCII")) {
      stream.print(text);
    }
  }

  private static void byFormatter(File target, String text) throws IOException {
    try (Formatter formatter = new Formatter(target, "US-ASCII")) {
      formatter.format("%s", text);
    }
  }

  private static void byProperties(File target, String text) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("text", text);
    try (OutputStream out = new FileOutputStream(target)) {
      properties.store(out, "self-test");
    }
  }

  private static String propertyIn(File target) throws IOException {
    Properties properties = new Properties();
    try (InputStream in = new FileInputStream(target)) {
      properties.load(in);
    }
    return properties.getProperty("text");
  }

  private static void byKeyStore(File target, String text) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    KeyStore.Entry entry = new KeyStore.SecretKeyEntry(new SecretKeySpec(keyOf(text), "AES"));
    store.setEntry("text", entry, new KeyStore.PasswordProtection(PASSWORD));
    try (OutputStream out = new FileOutputStream(target)) {
      store.store(out, PASSWORD);
    }
  }

  private static byte[] keyIn(File target) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(target)) {
      store.load(in, PASSWORD);
    }
    return store.getKey("text", PASSWORD).getEncoded();
  }

  private static byte[] keyOf(String text) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
  }

  private static void byTransformer(File target, String text) throws TransformerException {
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(
            new StreamSource(new StringReader("<t>" + text + "</t>")), new StreamResult(target));
  }

  private static String asText(File target) throws IOException {
    return new String(Files.readAllBytes(target.toPath()), US_ASCII);
  }
}
