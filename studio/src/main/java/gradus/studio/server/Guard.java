package gradus.studio.server;

import gradus.plot.Text;
import gradus.studio.site.Markup;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets in who was let in by the address that the studio printed, and nobody else: other sites that
/// are open in the same browser, other programs on this machine, other machines.
///
/// Every request and every socket needs a Host that is this machine (which stops DNS rebinding), an
/// Origin that is this site where there is one, and a cookie with a secret that only the printed
/// address hands out.
final class Guard {
  private static final String COOKIE = "gradus";
  private static final String TOKEN = "token";
  private static final int SECRET_BYTES = 24;

  private static final int WRONG_PLACE = 421;
  private static final int FORBIDDEN = 403;
  private static final int ELSEWHERE = 303;

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                  + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'",
          "X-Content-Type-Options", "nosniff",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Cache-Control", "no-cache");

  private final String secret;

  Guard() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// What the first address has to carry.
  String secret() {
    return secret;
  }

  /// Checks a request; what it refuses is answered here and goes no further.
  void check(Context context) {
    HEADERS.forEach(context::header);
    int refusal = refusal(context, context.header("Origin"));
    if (refusal != 0) {
      refuse(context, refusal, "");
    } else if (isSecret(context.queryParam(TOKEN))) {
      context.header("Set-Cookie", COOKIE + "=" + secret + "; Path=/; HttpOnly; SameSite=Strict");
      context.header("Location", context.path());
      refuse(context, ELSEWHERE, "");
    } else if (!isSecret(context.cookie(COOKIE))) {
      context.contentType("text/html; charset=utf-8");
      refuse(context, FORBIDDEN, strangers());
    }
  }

  private static void refuse(Context context, int status, String body) {
    context.status(status).result(body);
    context.skipRemainingHandlers();
  }

  /// Checks a socket before it is opened.
  void checkSocket(Context context) {
    String origin = context.header("Origin");
    int refusal = refusal(context, origin);
    if (refusal != 0 || origin == null || !isSecret(context.cookie(COOKIE))) {
      throw new HttpResponseException(refusal == 0 ? FORBIDDEN : refusal, "", Map.of());
    }
  }

  private static int refusal(Context context, @Nullable String origin) {
    String host = context.header("Host");
    int port = context.req().getLocalPort();
    if (host == null || !(host.equals("127.0.0.1:" + port) || host.equals("localhost:" + port))) {
      return WRONG_PLACE;
    }
    boolean foreign = origin != null && !origin.equals("http://" + host);
    String site = context.header("Sec-Fetch-Site");
    // A link on another site may lead here, where it meets the cookie's own rule.
    boolean crossed =
        "cross-site".equals(site) && !"navigate".equals(context.header("Sec-Fetch-Mode"));
    return foreign || crossed ? FORBIDDEN : 0;
  }

  private boolean isSecret(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), secret.getBytes(StandardCharsets.UTF_8));
  }

  private static String strangers() {
    return "<!doctype html><meta charset=\"utf-8\"><title>Gradus</title><p>"
        + Markup.both(
            Text.of(
                "This page is for whoever started the studio. Open the address that \"gradus"
                    + " studio\" printed: it lets this browser in.",
                "这个页面只给启动它的人用。请打开 gradus studio 打印出来的地址，浏览器就能进来。"));
  }
}
