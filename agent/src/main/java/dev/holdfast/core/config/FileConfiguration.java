package dev.holdfast.core.config;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** A configuration's file: its bytes, its text, its folder. */
final class FileConfiguration {
  private static final int MOST_BYTES = 1 << 20;

  private final String name;
  private final Environment env;
  private final String namedBy;

  /**
   * @param name as it was given
   * @param namedBy who gave it, for messages; empty if that's plain
   */
  FileConfiguration(String name, Environment env, String namedBy) {
    this.name = name;
    this.env = env;
    this.namedBy = namedBy;
  }

  Configuration read() throws ConfigurationException {
    String path = PathText.absolute(PathText.normalised(env.startFolder()), name);
    SourceText source = new SourceText(name, text(bytes(path)));
    Problems problems = new Problems(source);
    YamlNode root = PlainYaml.parseOrNull(source.text);
    if (root == null) {
      root = FullYaml.parse(source, problems);
    }
    return new DocumentReader(source, problems, env, path).read(root);
  }

  private byte[] bytes(String path) throws ConfigurationException {
    File file = new File(path);
    if (!file.exists()) {
      throw wrong(
          "no such file",
          name.equals(path) ? "" : "it was looked for as " + path,
          looksLikeGlob() ? "to protect files by a glob, write protect=" + name : "");
    }
    if (file.isDirectory()) {
      throw wrong("is a folder, not a file", "name the YAML file in it");
    }
    try (InputStream in = new FileInputStream(file)) {
      byte[] buffer = new byte[8192];
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(buffer.length);
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
        if (bytes.size() > MOST_BYTES) {
          throw wrong("more than " + MOST_BYTES + " bytes: that is no configuration");
        }
      }
      return bytes.toByteArray();
    } catch (IOException cause) {
      throw new ConfigurationException(
          message("cannot be read: " + cause.getMessage(), "may this user read it?"), cause);
    }
  }

  private boolean looksLikeGlob() {
    return name.indexOf('*') >= 0;
  }

  private String text(byte[] bytes) throws ConfigurationException {
    if (isAscii(bytes)) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    out.flip();
    String text = out.toString();
    if (result.isError()) {
      int at = in.position();
      throw new ConfigurationException(
          new SourceText(name, text)
                  .pointAt(
                      text.length(), "not UTF-8: byte 0x" + Integer.toHexString(bytes[at] & 0xff))
              + "\n  save the file as UTF-8");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text; // a byte order mark
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte b : bytes) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  private ConfigurationException wrong(String what, String... remedy) {
    return new ConfigurationException(message(what, remedy));
  }

  private String message(String what, String... remedy) {
    StringBuilder message = new StringBuilder(name).append(": ").append(what);
    for (String line : remedy) {
      if (!line.isEmpty()) {
        message.append("\n  ").append(line);
      }
    }
    if (!namedBy.isEmpty()) {
      message.append("\n  it is named by ").append(namedBy);
    }
    return message.toString();
  }
}
