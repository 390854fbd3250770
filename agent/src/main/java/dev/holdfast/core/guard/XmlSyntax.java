package dev.holdfast.core.guard;

import java.io.IOException;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** One well-formed XML document. */
final class XmlSyntax extends Syntax {
  private static final String MESSAGE = "Message: ";

  private XMLStreamReader parser;

  static String check(Content content) throws IOException {
    return new XmlSyntax().whyNotOrNull(content);
  }

  @Override
  String whyNotOrNull(Reading in) throws Exception {
    parser = XmlFactory.create().createXMLStreamReader(in);
    boolean declares = false;
    int level = 0;
    while (parser.hasNext()) {
      int event = parser.next();
      in.nextPiece();
      if (event == XMLStreamConstants.START_ELEMENT) {
        level++;
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        level--;
      } else if (event == XMLStreamConstants.DTD) {
        declares = true; // perhaps in a file that isn't fetched
      } else if (event == XMLStreamConstants.ENTITY_REFERENCE && !declares) {
        return at(parser.getLocation(), "'&" + parser.getLocalName() + ";' is declared nowhere");
      }
      if (level > LEVELS_MAX) {
        return at(parser.getLocation(), TOO_DEEP);
      }
    }
    return null;
  }

  @Override
  String explain(Throwable wrong, String words) {
    Location where = parser == null ? null : parser.getLocation();
    String said = words;
    if (wrong instanceof XMLStreamException) {
      Location told = ((XMLStreamException) wrong).getLocation();
      where = told == null ? where : told;
      String message = String.valueOf(wrong.getMessage());
      int start = message.indexOf(MESSAGE); // behind "ParseError at [row,col]:[1,2]"
      said = start < 0 ? words : firstLine(message.substring(start + MESSAGE.length()));
    }
    return at(where, said);
  }

  private static String at(Location whereOrNull, String words) {
    return whereOrNull == null
        ? at(1, 1, words)
        : at(
            Math.max(1, whereOrNull.getLineNumber()),
            Math.max(1, whereOrNull.getColumnNumber()),
            words);
  }
}
