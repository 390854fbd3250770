package libraries;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.Map;

/** {@code ObjectMapper.writeValue(File, Object)}. */
public final class Jackson implements Library {
  private final ObjectMapper mapper = new ObjectMapper();

  @Override
  public void save(File folder, int version) throws Exception {
    mapper.writeValue(new File(folder, "state.json"), Entries.of(version));
  }

  @Override
  public int load(File folder) throws Exception {
    TypeReference<Map<String, String>> type = new TypeReference<Map<String, String>>() {};
    return Entries.versionOf(mapper.readValue(new File(folder, "state.json"), type));
  }
}
