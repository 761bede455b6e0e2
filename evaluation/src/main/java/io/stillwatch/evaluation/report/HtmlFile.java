package io.stillwatch.evaluation.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Templates filled in. Whatever is put in is escaped. */
final class HtmlFile {
  private static final SpringTemplateEngine ENGINE = engine();

  private HtmlFile() {}

  private static SpringTemplateEngine engine() {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(HtmlFile.class.getClassLoader());
    resolver.setPrefix("io/stillwatch/evaluation/report/");
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding("UTF-8");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }

  static void write(String template, Map<String, Object> values, Path file) {
    try (Writer out = Files.newBufferedWriter(file)) {
      ENGINE.process(template, new Context(Locale.ROOT, values), out);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("cannot write " + file, unwritable);
    }
  }
}
