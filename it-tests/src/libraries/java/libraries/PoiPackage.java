package libraries;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackagePartName;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;

/** {@code OPCPackage.close()} after an edit: what every office document of POI's is saved by. */
public final class PoiPackage implements Library {
  @Override
  public void save(File folder, int version) throws Exception {
    File file = new File(folder, "book.xlsx");
    PackagePartName name = PackagingURIHelper.createPartName("/data/part.txt");
    OPCPackage document =
        file.exists() ? OPCPackage.open(file, PackageAccess.READ_WRITE) : OPCPackage.create(file);
    PackagePart part =
        document.containPart(name) ? document.getPart(name) : document.createPart(name, "text/plain");
    part.clear();
    try (OutputStream out = part.getOutputStream()) {
      out.write(Entries.text(version).getBytes("UTF-8"));
    }
    document.close();
  }

  @Override
  public int load(File folder) throws Exception {
    File file = new File(folder, "book.xlsx");
    try (OPCPackage document = OPCPackage.open(file, PackageAccess.READ);
        InputStream in =
            document
                .getPart(PackagingURIHelper.createPartName("/data/part.txt"))
                .getInputStream()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
      }
      return Entries.versionOf(bytes.toString("UTF-8"));
    }
  }
}
