package libraries;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;

/** {@code ImageIO.write(image, format, file)}: a picture whose pixels are the entries' text. */
public final class ImageIo implements Library {
  private static final int WIDTH = 100;

  @Override
  public void save(File folder, int version) throws IOException {
    byte[] text = Entries.text(version).getBytes(StandardCharsets.US_ASCII);
    int height = (text.length + WIDTH - 1) / WIDTH;
    BufferedImage image = new BufferedImage(WIDTH, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < text.length; i++) {
      image.setRGB(i % WIDTH, i / WIDTH, text[i]);
    }
    if (!ImageIO.write(image, "png", new File(folder, "image.png"))) {
      throw new IOException("this JDK writes no PNG");
    }
  }

  @Override
  public int load(File folder) throws IOException {
    BufferedImage image = ImageIO.read(new File(folder, "image.png"));
    if (image == null || image.getWidth() != WIDTH) {
      throw new IOException("no picture of ours: " + image);
    }
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int i = 0; i < WIDTH * image.getHeight(); i++) {
      int letter = image.getRGB(i % WIDTH, i / WIDTH) & 0xffffff;
      if (letter != 0) {
        text.write(letter);
      }
    }
    return Entries.versionOf(new String(text.toByteArray(), StandardCharsets.US_ASCII));
  }
}
