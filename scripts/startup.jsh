import module gradus.learn;
import static gradus.nn.Layers.*;
