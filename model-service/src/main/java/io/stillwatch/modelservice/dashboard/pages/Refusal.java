package io.stillwatch.modelservice.dashboard.pages;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Says why something was refused, and what to do about it; never more than the reason. */
@ControllerAdvice
final class Refusal {
  @ExceptionHandler
  ModelAndView refuse(IllegalArgumentException unfit) {
    return page(HttpStatus.BAD_REQUEST, String.valueOf(unfit.getMessage()));
  }

  @ExceptionHandler
  ModelAndView refuse(MethodArgumentTypeMismatchException unfit) {
    String value = String.valueOf(unfit.getValue());
    return page(HttpStatus.BAD_REQUEST, unfit.getName() + " cannot be \"" + value + '"');
  }

  @ExceptionHandler
  ModelAndView refuse(MissingServletRequestParameterException lacking) {
    return page(HttpStatus.BAD_REQUEST, lacking.getParameterName() + " is missing");
  }

  @ExceptionHandler
  ModelAndView refuse(NotThere absent) {
    return page(HttpStatus.NOT_FOUND, absent.getMessage());
  }

  @ExceptionHandler
  ModelAndView refuse(StatusRuntimeException refused) {
    return page(status(refused.getStatus().getCode()), reason(refused));
  }

  /** Does what a form asks for, and goes to a page that says why not, where it was refused. */
  static String answer(String page, RedirectAttributes answer, Runnable work) {
    try {
      work.run();
    } catch (StatusRuntimeException | IllegalArgumentException refused) {
      answer.addFlashAttribute("refused", reason(refused));
    }
    return "redirect:" + page;
  }

  /** The words of a refusal, for a page that stays where it is. */
  static String reason(RuntimeException refused) {
    return refused instanceof StatusRuntimeException status
        ? String.valueOf(status.getStatus().getDescription())
        : String.valueOf(refused.getMessage());
  }

  private static HttpStatusCode status(Status.Code code) {
    return switch (code) {
      case NOT_FOUND -> HttpStatus.NOT_FOUND;
      case ALREADY_EXISTS, FAILED_PRECONDITION -> HttpStatus.CONFLICT;
      case INVALID_ARGUMENT -> HttpStatus.BAD_REQUEST;
      default -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  private static ModelAndView page(HttpStatusCode status, String message) {
    ModelAndView page = new ModelAndView("error");
    page.setStatus(status);
    page.addObject("status", status.value());
    page.addObject("message", message);
    return page;
  }
}
