package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgRendererTest {
  private static final Map<String, Figure> FIGURES = SampleFigures.all();

  static Stream<String> figures() {
    return FIGURES.keySet().stream();
  }

  private static Document parsed(Figure figure) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(figure.toSvg())));
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document document) {
    return elements(document, "text").stream().map(Element::getTextContent).toList();
  }

  @ParameterizedTest
  @MethodSource("figures")
  void everyFigureIsWellFormedInBothLanguages(String name) throws Exception {
    for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
      Document document = parsed(FIGURES.get(name).in(locale));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(elements(document, "script")).isEmpty();
      for (Element element : elements(document, "*")) {
        assertThat(element.hasAttribute("id")).isFalse();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
          assertThat(element.getAttributes().item(i).getNodeName()).doesNotStartWith("on");
          assertThat(element.getAttributes().item(i).getNodeValue()).doesNotContain("NaN");
        }
      }
    }
  }

  @Test
  void hostileTextIsShownAsItIs() throws Exception {
    String hostile = "<script>alert(\"1\")</script> & 'quotes' ]]> &amp;";
    Document document = parsed(Figure.of(LineChart.of(Text.of(hostile), Series.of("a", 1, 2))));
    assertThat(texts(document)).contains(hostile);
  }

  @Test
  void controlCharactersAndHalfPairsBecomeHarmless() throws Exception {
    String broken = "a\u0000b\u0007c\uFFFEd\uD83De";
    Document document = parsed(Figure.of(LineChart.of(Text.of(broken), Series.of("a", 1, 2))));
    assertThat(texts(document)).contains("a b c\uFFFDd\uFFFDe");
  }

  @Test
  void keepsTheChosenLanguageAndNamesChineseFonts() throws Exception {
    Document document = parsed(FIGURES.get("lines").in(Locale.SIMPLIFIED_CHINESE));
    assertThat(texts(document)).contains("训练集", "损失");
    assertThat(document.getDocumentElement().getAttribute("font-family"))
        .contains("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif");
  }

  @Test
  void imagesAreEmbeddedPixelByPixel() throws Exception {
    ImageGrid grid = SampleFigures.images(10);
    List<Element> images = elements(parsed(Figure.of(grid)), "image");
    assertThat(images).hasSize(10);
    for (int i = 0; i < images.size(); i++) {
      assertThat(images.get(i).getAttribute("style")).contains("pixelated");
      String data = images.get(i).getAttribute("href").replace("data:image/png;base64,", "");
      var image = ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
      Picture picture = grid.tiles().get(i).picture();
      assertThat(image.getWidth()).isEqualTo(28);
      assertThat(image.getRaster().getSample(3, 17, 0)).isEqualTo(picture.at(3, 17).red());
    }
  }

  @Test
  void numbersDoNotDependOnTheMachinesLocale() {
    Locale before = Locale.getDefault();
    String svg = FIGURES.get("lines").toSvg();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(FIGURES.get("lines").toSvg()).isEqualTo(svg);
    } finally {
      Locale.setDefault(before);
    }
  }
}
