package samples;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Ways of the JDK's own file formats, each with its way of reading back. */
final class FormatWays {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private FormatWays() {}

  static void addTo(Map<String, Way> ways) {
    ways.put("StreamResult(File)", new Xml());
    ways.put("KeyStore.store", new Keys());
    ways.put("Properties.store", new Props());
    ways.put("ObjectOutputStream", new Objects());
    ways.put("ZipOutputStream", new Zip());
    ways.put("GZIPOutputStream", new Gzip());
  }

  static byte[] drain(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[65536];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      bytes.write(buffer, 0, read);
    }
    return bytes.toByteArray();
  }

  static String text(byte[] content) {
    return new String(content, StandardCharsets.US_ASCII);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static final class Xml implements Way {
    @Override
    public void save(File target, byte[] content) throws Exception {
      Document document = builder().newDocument();
      Element root = document.createElement("content");
      root.appendChild(document.createTextNode(text(content)));
      document.appendChild(root);
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.transform(new DOMSource(document), new StreamResult(target));
    }

    @Override
    public byte[] load(File target) throws Exception {
      return bytes(builder().parse(target).getDocumentElement().getTextContent());
    }

    private static DocumentBuilder builder() throws Exception {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder();
    }
  }

  private static final class Keys implements Way {
    @Override
    public void save(File target, byte[] content) throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      store.setEntry(
          "content",
          new KeyStore.SecretKeyEntry(new SecretKeySpec(content, "AES")),
          new KeyStore.PasswordProtection(PASSWORD));
      try (OutputStream out = new FileOutputStream(target)) {
        store.store(out, PASSWORD);
      }
    }

    @Override
    public byte[] load(File target) throws Exception {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = new FileInputStream(target)) {
        store.load(in, PASSWORD);
      }
      return store.getKey("content", PASSWORD).getEncoded();
    }
  }

  private static final class Props implements Way {
    @Override
    public void save(File target, byte[] content) throws Exception {
      Properties properties = new Properties();
      properties.setProperty("content", text(content));
      try (OutputStream out = new FileOutputStream(target)) {
        properties.store(out, "a comment");
      }
    }

    @Override
    public byte[] load(File target) throws Exception {
      Properties properties = new Properties();
      try (InputStream in = new FileInputStream(target)) {
        properties.load(in);
      }
      return bytes(properties.getProperty("content", ""));
    }
  }

  @SuppressWarnings("BanSerializableRead") // our own file
  private static final class Objects implements Way {
    @Override
    public void save(File target, byte[] content) throws Exception {
      try (ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream(target))) {
        out.writeObject(text(content));
      }
    }

    @Override
    public byte[] load(File target) throws Exception {
      try (ObjectInputStream in = new ObjectInputStream(new FileInputStream(target))) {
        return bytes((String) in.readObject());
      }
    }
  }

  private static final class Zip implements Way {
    @Override
    public void save(File target, byte[] content) throws Exception {
      try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(target))) {
        out.putNextEntry(new ZipEntry("content"));
        out.write(content);
        out.closeEntry();
      }
    }

    @Override
    public byte[] load(File target) throws Exception {
      try (ZipFile zip = new ZipFile(target);
          InputStream in = zip.getInputStream(zip.getEntry("content"))) {
        return drain(in);
      }
    }
  }

  private static final class Gzip implements Way {
    @Override
    public void save(File target, byte[] content) throws Exception {
      try (OutputStream out = new GZIPOutputStream(new FileOutputStream(target))) {
        out.write(content);
      }
    }

    @Override
    public byte[] load(File target) throws Exception {
      try (InputStream in = new GZIPInputStream(new FileInputStream(target))) {
        return drain(in);
      }
    }
  }
}
