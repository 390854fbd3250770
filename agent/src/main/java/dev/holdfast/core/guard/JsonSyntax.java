package dev.holdfast.core.guard;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;

/** One JSON text, RFC 8259: any value, nothing behind it. */
final class JsonSyntax extends Syntax {
  private static final int NUMBER_CHARS_MAX = 1 << 20;

  /** How much of a text that is wrong may be shown: it may be a password. */
  private static final int SHOWN_CHARS_MAX = 20;

  private JsonParser parser;

  static String check(Content content) throws IOException {
    return new JsonSyntax().whyNotOrNull(content);
  }

  /** One for each use: a factory remembers the names that its parsers have seen. */
  private static JsonFactory factory() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // The default keeps buffers in the threads of the application.
        .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(LEVELS_MAX)
                .maxNumberLength(NUMBER_CHARS_MAX)
                .build())
        .errorReportConfiguration(
            ErrorReportConfiguration.builder().maxErrorTokenLength(SHOWN_CHARS_MAX).build())
        .build();
  }

  @Override
  String whyNotOrNull(Reading in) throws IOException {
    in.anyPieces(); // strings are skipped as they come, names and numbers have limits
    parser = factory().createParser(in);
    int level = 0;
    do {
      JsonToken token = parser.nextToken();
      if (token == null) {
        return here("no value");
      }
      if (token.isStructStart()) {
        level++;
      } else if (token.isStructEnd()) {
        level--;
      }
    } while (level > 0);
    return parser.nextToken() == null ? null : here("more than one value");
  }

  private String here(String words) {
    return at(parser.currentTokenLocation(), words);
  }

  @Override
  String explain(Throwable wrong, String words) {
    JsonLocation where = parser == null ? null : parser.currentLocation();
    String said = words;
    if (wrong instanceof JsonProcessingException) {
      JsonProcessingException told = (JsonProcessingException) wrong;
      where = told.getLocation() == null ? where : told.getLocation();
      said = firstLine(told.getOriginalMessage());
      int more = said.indexOf(" (start marker at");
      said = more < 0 ? said : said.substring(0, more);
    }
    return at(where, said);
  }

  private static String at(JsonLocation whereOrNull, String words) {
    return whereOrNull == null
        ? at(1, 1, words)
        : at(Math.max(1, whereOrNull.getLineNr()), Math.max(1, whereOrNull.getColumnNr()), words);
  }
}
