package dev.holdfast.core.guard;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLResolver;

/** The JDK's own XML parser: never one that the application or a system property names. */
final class XmlFactory {
  /** Java 8 has no way to ask for it but this name, which is the one that later versions have. */
  private static final String OF_JAVA_8 = "com.sun.xml.internal.stream.XMLInputFactoryImpl";

  /** Java 9 and newer: long CDATA sections come in pieces. */
  private static final String CDATA_CHUNK_SIZE = "jdk.xml.cdataChunkSize";

  private static final int CHUNK_CHARS = 8192;

  private static final String LIMITS = "http://www.oracle.com/xml/jaxp/properties/";

  /**
   * As the JDKs before 24 had them; newer ones refuse more than 100 levels or 200 attributes, which
   * honest files have. Levels are counted by the caller.
   */
  private static final String[][] LIMIT_VALUES = {
    {"maxElementDepth", "0"},
    {"elementAttributeLimit", "10000"},
    {"entityExpansionLimit", "64000"},
    {"entityReplacementLimit", "3000000"},
    {"totalEntitySizeLimit", "50000000"},
    {"maxGeneralEntitySizeLimit", "0"},
    {"maxParameterEntitySizeLimit", "1000000"},
  };

  private XmlFactory() {}

  /** One that fetches nothing and puts no entity in the place of its name. */
  static XMLInputFactory create() throws ReflectiveOperationException {
    XMLInputFactory factory = ofTheJdk();
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_VALIDATING, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, true);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setXMLResolver(new Nothing());
    setIfKnown(factory, CDATA_CHUNK_SIZE, CHUNK_CHARS);
    for (String[] limit : LIMIT_VALUES) {
      setIfKnown(factory, LIMITS + limit[0], limit[1]);
    }
    return factory;
  }

  private static XMLInputFactory ofTheJdk() throws ReflectiveOperationException {
    try {
      return (XMLInputFactory)
          XMLInputFactory.class.getMethod("newDefaultFactory").invoke(null); // since 9
    } catch (NoSuchMethodException java8) {
      return Class.forName(OF_JAVA_8, true, null)
          .asSubclass(XMLInputFactory.class)
          .getDeclaredConstructor()
          .newInstance();
    }
  }

  private static void setIfKnown(XMLInputFactory factory, String property, Object value) {
    if (factory.isPropertySupported(property)) {
      factory.setProperty(property, value);
    }
  }

  /** Whatever a document names elsewhere is empty. */
  private static final class Nothing implements XMLResolver {
    @Override
    public Object resolveEntity(
        String publicId, String systemId, String baseUri, String namespace) {
      return new ByteArrayInputStream(new byte[0]);
    }
  }
}
