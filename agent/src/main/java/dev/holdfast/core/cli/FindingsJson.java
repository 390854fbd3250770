package dev.holdfast.core.cli;

import dev.holdfast.core.observe.JsonText;
import java.util.List;

/** A diagnosis as one JSON object. */
final class FindingsJson {
  private FindingsJson() {}

  /** {@code {"folder":"...","promise":true,"findings":[{"word":"OK",...},...]}}. */
  static String of(String folder, List<Finding> findings) {
    StringBuilder json = new StringBuilder("{\"folder\":");
    JsonText.append(json, folder);
    json.append(",\"promise\":").append(keeps(findings)).append(",\"findings\":[");
    String comma = "";
    for (Finding finding : findings) {
      json.append(comma).append("{\"word\":");
      JsonText.append(json, finding.word().toString());
      json.append(",\"subject\":");
      JsonText.append(json, finding.subject());
      json.append(",\"sentence\":");
      JsonText.append(json, finding.sentence());
      json.append('}');
      comma = ",";
    }
    return json.append("]}").toString();
  }

  /** Whether the promise can be kept: nothing failed. */
  static boolean keeps(List<Finding> findings) {
    for (Finding finding : findings) {
      if (finding.word() == Finding.Word.FAIL) {
        return false;
      }
    }
    return true;
  }
}
