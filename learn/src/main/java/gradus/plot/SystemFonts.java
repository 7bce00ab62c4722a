package gradus.plot;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The fonts of this machine: first families that look well and are known by name, then Java's own
/// sans-serif, then well-known font files, which Java does not always list. Each is looked at only
/// when a text needs it, because a Chinese font takes a while to load.
final class SystemFonts implements FontSource {
  private static final List<String> FAMILIES =
      List.of(
          "Helvetica Neue",
          "Helvetica",
          "Arial",
          "Liberation Sans",
          "Arimo",
          "Noto Sans CJK SC",
          "Noto Sans SC",
          "Source Han Sans SC",
          "PingFang SC",
          "Hiragino Sans GB",
          "Microsoft YaHei",
          "WenQuanYi Micro Hei",
          "WenQuanYi Zen Hei",
          Font.SANS_SERIF);

  private static final List<String> FILES =
      List.of(
          "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
          "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
          "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
          "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
          "/usr/share/fonts/adobe-source-han-sans/SourceHanSansSC-Regular.otf",
          "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
          "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
          "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
          "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
          "/usr/share/fonts/truetype/arphic/uming.ttc",
          "/System/Library/Fonts/PingFang.ttc",
          "/System/Library/Fonts/Hiragino Sans GB.ttc",
          "/System/Library/Fonts/STHeiti Light.ttc",
          "/Library/Fonts/Arial Unicode.ttf",
          "C:/Windows/Fonts/msyh.ttc",
          "C:/Windows/Fonts/msyh.ttf",
          "C:/Windows/Fonts/simhei.ttf",
          "C:/Windows/Fonts/simsun.ttc");

  private static final SystemFonts SHARED = new SystemFonts(FAMILIES, FILES);

  private final List<String> families;
  private final List<String> files;
  private final List<Font> found = new ArrayList<>();
  private int familiesTried;
  private int filesTried;

  SystemFonts(List<String> families, List<String> files) {
    this.families = List.copyOf(families);
    this.files = List.copyOf(files);
  }

  /// The fonts that all figures of this process share.
  static SystemFonts shared() {
    return SHARED;
  }

  @Override
  public synchronized @Nullable Font covering(String text) {
    Optional<Font> known = found.stream().filter(font -> covers(font, text)).findFirst();
    while (known.isEmpty() && findMore()) {
      known = found.stream().filter(font -> covers(font, text)).findFirst();
    }
    return known.orElse(null);
  }

  static boolean covers(Font font, String text) {
    return font.canDisplayUpTo(text) < 0;
  }

  private boolean findMore() {
    if (familiesTried < families.size()) {
      String family = families.get(familiesTried++);
      Font font = new Font(family, Font.PLAIN, 12);
      // Java answers an unknown family with its default font instead of an error.
      if (font.getFamily(Locale.ENGLISH).equalsIgnoreCase(family)) {
        found.add(font);
      }
      return true;
    }
    if (filesTried < files.size()) {
      found.addAll(read(new File(files.get(filesTried++))));
      return true;
    }
    return false;
  }

  private static List<Font> read(File file) {
    if (!file.canRead()) {
      return List.of();
    }
    try {
      return Arrays.asList(Font.createFonts(file));
    } catch (IOException | FontFormatException unusable) {
      return List.of();
    }
  }
}
