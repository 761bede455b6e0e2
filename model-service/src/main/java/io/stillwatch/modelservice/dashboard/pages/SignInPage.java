package io.stillwatch.modelservice.dashboard.pages;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Lets somebody in. */
@Controller
final class SignInPage {
  /** Another way in. */
  public record Provider(String name, String path) {}

  private final List<Provider> providers = new ArrayList<>();

  SignInPage(ObjectProvider<ClientRegistrationRepository> repositories) {
    if (repositories.getIfAvailable() instanceof Iterable<?> registrations) {
      for (Object one : registrations) {
        if (one instanceof ClientRegistration client) {
          providers.add(
              new Provider(
                  client.getClientName(), "/oauth2/authorization/" + client.getRegistrationId()));
        }
      }
    }
  }

  @GetMapping("/sign-in")
  String show(Model model) {
    model.addAttribute("providers", providers);
    return "sign-in";
  }
}
