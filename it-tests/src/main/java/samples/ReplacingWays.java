package samples;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.prefs.Preferences;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Ways that write a file of their own and move it over the target. */
final class ReplacingWays {
  private ReplacingWays() {}

  /** The program's own file for {@code target}. */
  static File own(File target) {
    return new File(target.getPath() + ".tmp");
  }

  static void addTo(Map<String, Way> ways) {
    ways.put("Files.move(REPLACE_EXISTING)", new Replacing(Way.Kind.REPLACES, ReplacingWays::move));
    ways.put(
        "Files.move(ATOMIC_MOVE)", new Replacing(Way.Kind.REPLACES, ReplacingWays::atomicMove));
    ways.put("File.renameTo", new Replacing(Way.Kind.REPLACES, ReplacingWays::rename));
    ways.put(
        "File.renameTo(from-elsewhere)",
        new Replacing(Way.Kind.REPLACES, ReplacingWays::fromElsewhere));
    ways.put("Preferences.flush", new Prefs());
    ways.put(
        "getFD.sync+renameTo", new Replacing(Way.Kind.FORCES_AND_REPLACES, ReplacingWays::sync));
    ways.put(
        "force+ATOMIC_MOVE", new Replacing(Way.Kind.FORCES_AND_REPLACES, ReplacingWays::force));
  }

  private static void move(File target, byte[] content) throws IOException {
    StreamWays.write(new FileOutputStream(own(target)), content);
    Files.move(own(target).toPath(), target.toPath(), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void atomicMove(File target, byte[] content) throws IOException {
    Files.write(own(target).toPath(), content);
    Files.move(own(target).toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void rename(File target, byte[] content) throws IOException {
    StreamWays.write(new FileOutputStream(own(target)), content);
    renameOwn(target);
  }

  /** The program's own file is in another folder of the same file system. */
  private static void fromElsewhere(File target, byte[] content) throws IOException {
    File folder = new File(target.getPath() + ".work");
    File own = new File(folder, "part");
    if (!folder.mkdir()) {
      throw new IOException("cannot make " + folder);
    }
    StreamWays.write(new FileOutputStream(own), content);
    if (!own.renameTo(target) || !folder.delete()) {
      throw new IOException("cannot rename to " + target);
    }
  }

  private static void sync(File target, byte[] content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(own(target))) {
      out.write(content);
      out.getFD().sync();
    }
    renameOwn(target);
  }

  private static void force(File target, byte[] content) throws IOException {
    try (FileChannel channel = ChannelWays.open(own(target).toPath())) {
      NioWays.write(channel, content);
      channel.force(true);
    }
    Files.move(own(target).toPath(), target.toPath(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void renameOwn(File target) throws IOException {
    if (!own(target).renameTo(target)) {
      throw new IOException("cannot rename to " + target);
    }
  }

  /** A way with a kind. */
  private static final class Replacing implements Way {
    private final Kind kind;
    private final Way way;

    Replacing(Kind kind, Way way) {
      this.kind = kind;
      this.way = way;
    }

    @Override
    public Kind kind() {
      return kind;
    }

    @Override
    public void save(File target, byte[] content) throws Exception {
      way.save(target, content);
    }
  }

  /**
   * java.util.prefs: the JDK writes {@code prefs.tmp} and renames it to {@code prefs.xml}. The
   * target must be {@code ANY/.java/.userPrefs/NODE/prefs.xml}, one ANY a JVM.
   */
  private static final class Prefs implements Way {
    @Override
    public Kind kind() {
      return Kind.REPLACES;
    }

    @Override
    public void save(File target, byte[] content) throws Exception {
      File node = target.getParentFile();
      File root = node.getParentFile().getParentFile().getParentFile();
      System.setProperty("java.util.prefs.userRoot", root.getPath());
      Preferences preferences = Preferences.userRoot().node(node.getName());
      String text = FormatWays.text(content);
      int parts = 0;
      for (int i = 0; i < text.length(); i += Preferences.MAX_VALUE_LENGTH) {
        int end = Math.min(text.length(), i + Preferences.MAX_VALUE_LENGTH);
        preferences.put("part" + parts, text.substring(i, end));
        parts++;
      }
      preferences.flush();
    }

    @Override
    public byte[] load(File target) throws Exception {
      NodeList entries =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new java.io.ByteArrayInputStream(withoutDoctype(target)))
              .getElementsByTagName("entry");
      StringBuilder text = new StringBuilder();
      for (int part = 0; part < entries.getLength(); part++) {
        for (int i = 0; i < entries.getLength(); i++) {
          Element entry = (Element) entries.item(i);
          if (entry.getAttribute("key").equals("part" + part)) {
            text.append(entry.getAttribute("value"));
          }
        }
      }
      return FormatWays.bytes(text.toString());
    }

    /** The DTD is named by an address that is not there any more. */
    private static byte[] withoutDoctype(File target) throws IOException {
      String text = new String(Files.readAllBytes(target.toPath()), StandardCharsets.UTF_8);
      return text.replaceFirst("<!DOCTYPE[^>]*>", "").getBytes(StandardCharsets.UTF_8);
    }
  }
}
