package gradus.course.augmentation;

import gradus.augment.Augmentations;
import gradus.augment.Lexicon;
import gradus.augment.SampleAugmentation;
import gradus.augment.TextAugmentation;
import gradus.augment.TextAugmentations;
import gradus.augment.Translator;
import gradus.course.Option;
import gradus.plot.Text;

/// The tutorial's seventeen augmentations: six of pictures, six of texts, five of series.
public enum Change implements Option {
  ROTATION("picture: rotation", "图片：旋转"),
  SCALE("picture: scale", "图片：缩放"),
  CROP("picture: random crop", "图片：随机裁剪"),
  FLIP("picture: horizontal flip", "图片：水平翻转"),
  COLOUR_JITTER("picture: colour jitter", "图片：颜色抖动"),
  PICTURE_NOISE("picture: noise", "图片：加噪声"),
  SYNONYMS("text: synonyms", "文本：同义词替换"),
  INSERTION("text: insertion", "文本：随机插入"),
  SWAP("text: swap", "文本：随机交换"),
  DELETION("text: deletion", "文本：随机删除"),
  BACK_TRANSLATION("text: back-translation", "文本：回译"),
  EDA("text: EDA", "文本：EDA"),
  TIME_WARP("series: time warp", "序列：时间扭曲"),
  WINDOW_SLIDE("series: window slide", "序列：窗口滑动"),
  SCALING("series: scaling", "序列：幅度缩放"),
  SERIES_NOISE("series: noise", "序列：加噪声"),
  CHANNEL_SHUFFLE("series: channel shuffle", "序列：通道打乱");

  /// What samples a change is for.
  enum Kind {
    PICTURE,
    TEXT,
    SERIES
  }

  private final String english;
  private final String chinese;

  Change(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /// What it is for.
  Kind kind() {
    return switch (this) {
      case ROTATION, SCALE, CROP, FLIP, COLOUR_JITTER, PICTURE_NOISE -> Kind.PICTURE;
      case SYNONYMS, INSERTION, SWAP, DELETION, BACK_TRANSLATION, EDA -> Kind.TEXT;
      case TIME_WARP, WINDOW_SLIDE, SCALING, SERIES_NOISE, CHANNEL_SHUFFLE -> Kind.SERIES;
    };
  }

  /// The change of pictures or series.
  ///
  /// @param side the rows and columns of the pictures
  /// @param strength 1 for the usual bounds, 0 for no change where there is a strength
  SampleAugmentation ofSamples(int side, double strength) {
    return switch (this) {
      case ROTATION -> Augmentations.rotation(30 * strength);
      case SCALE -> Augmentations.zoom(1 - 0.2 * strength, 1 + 0.2 * strength);
      case CROP -> Augmentations.crop(side, side, (int) Math.round(side * strength / 8));
      case FLIP -> Augmentations.horizontalFlip();
      case COLOUR_JITTER ->
          Augmentations.colourJitter(0.2 * strength, 0.2 * strength, 0.2 * strength);
      case PICTURE_NOISE, SERIES_NOISE -> Augmentations.noise(0.05 * strength);
      case TIME_WARP -> Augmentations.timeWarp(0.2 * strength, 4);
      case WINDOW_SLIDE -> Augmentations.windowSlide(1 - 0.1 * strength);
      case SCALING -> Augmentations.scaling(0.1 * strength);
      case CHANNEL_SHUFFLE -> Augmentations.channelShuffle();
      case SYNONYMS, INSERTION, SWAP, DELETION, BACK_TRANSLATION, EDA ->
          throw new AssertionError(this);
    };
  }

  /// The change of texts.
  TextAugmentation ofTexts(
      Lexicon lexicon, Translator translator, String language, double strength) {
    double share = 0.1 * strength;
    return switch (this) {
      case SYNONYMS -> TextAugmentations.synonyms(lexicon, share);
      case INSERTION -> TextAugmentations.insertion(lexicon, share);
      case SWAP -> TextAugmentations.swap(lexicon, share);
      case DELETION -> TextAugmentations.deletion(lexicon, share);
      case EDA -> TextAugmentations.eda(lexicon, share);
      case BACK_TRANSLATION ->
          TextAugmentations.backTranslation(
              translator, language, language.equals("en") ? "zh" : "en");
      default -> throw new AssertionError(this);
    };
  }

  /// When it can be used, and when not.
  Text note() {
    return switch (this) {
      case ROTATION ->
          Text.of(
              "Keeps what a thing is for small angles; upside down, a 6 is a 9.",
              "小角度不改变物体是什么；倒过来，6 就成了 9。");
      case SCALE ->
          Text.of(
              "For things that are near or far; not where size is the answer.",
              "适合远近不同的物体；大小本身就是答案时不能用。");
      case CROP ->
          Text.of(
              "Moves the picture about; what matters may be cut off if the shift is large.",
              "让画面平移；移得太多，要紧的部分可能被裁掉。");
      case FLIP ->
          Text.of(
              "Fits animals and landscapes; breaks letters, digits, and left and right turns.",
              "适合动物和风景；会毁掉字母、数字，以及左转和右转。");
      case COLOUR_JITTER ->
          Text.of(
              "For other lights and cameras; not where the colour is the answer.",
              "适合光线和相机各异的情形；颜色就是答案时不能用。");
      case PICTURE_NOISE, SERIES_NOISE ->
          Text.of(
              "For measurements that are never quite the same; too much buries what is measured.",
              "适合每次测量都略有出入的情形；太强会把信号淹没。");
      case SYNONYMS ->
          Text.of(
              "Only as good as its dictionary: a word with two meanings gets the wrong one.",
              "词典有多好，它就有多好：多义词会换成错误的意思。");
      case INSERTION ->
          Text.of("Adds words that fit the subject, wherever they land.", "插入与主题相关的词，落在哪里不管。");
      case SWAP ->
          Text.of(
              "Harmless where only the words count; \"dog bites man\" becomes something else.",
              "只看有哪些词时无害；“狗咬人”则会变成另一回事。");
      case DELETION ->
          Text.of(
              "Dangerous for small words that turn the meaning, such as \"not\".",
              "对“不”这类扭转语义的小词很危险。");
      case BACK_TRANSLATION ->
          Text.of(
              "Here by a word-for-word translator with this lesson's dictionary; give it a real one.",
              "这里用的是本课小词典的逐词翻译；实际使用时请接入真正的翻译器。");
      case EDA ->
          Text.of("One of the four simple ones at random, for each text anew.", "每个文本随机取前四种中的一种。");
      case TIME_WARP ->
          Text.of(
              "For processes that run faster or slower; not where speed is the answer.",
              "适合快慢不定的过程；速度就是答案时不能用。");
      case WINDOW_SLIDE ->
          Text.of(
              "For series that begin and end anywhere; may cut off an event at the edge.",
              "适合起止随意的序列；可能切掉边上的事件。");
      case SCALING ->
          Text.of(
              "For sensors of different gain; not where the height is the answer.",
              "适合增益不同的传感器；幅度就是答案时不能用。");
      case CHANNEL_SHUFFLE ->
          Text.of(
              "Only where all channels are alike, as electrodes may be.", "只有各通道地位相同（例如电极）时才能用。");
    };
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
