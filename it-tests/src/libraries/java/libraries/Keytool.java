package libraries;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** {@code keytool -genseckey}: version n is a store with keys 1 to n. */
public final class Keytool implements Library {
  private static final String PASSWORD = "changeit";

  @Override
  public void save(File folder, int version) throws Exception {
    List<String> words = new ArrayList<String>();
    words.addAll(Arrays.asList("-genseckey", "-keyalg", "AES", "-keysize", "128"));
    words.addAll(Arrays.asList("-storetype", "PKCS12", "-storepass", PASSWORD));
    words.addAll(Arrays.asList("-alias", "key" + version));
    words.addAll(Arrays.asList("-keystore", new File(folder, "keys.p12").getPath()));
    Class.forName("sun.security.tools.keytool.Main")
        .getMethod("main", String[].class)
        .invoke(null, (Object) words.toArray(new String[0]));
  }

  @Override
  public int load(File folder) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new FileInputStream(new File(folder, "keys.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    int version = store.size();
    for (int i = 1; i <= version; i++) {
      if (store.getKey("key" + i, PASSWORD.toCharArray()) == null) {
        throw new IOException("no key" + i + " in " + Collections.list(store.aliases()));
      }
    }
    return version;
  }
}
