"""A browser window with what a person does in it; everything waits until it is there."""

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from screen import PATIENCE


class Window:
    def __init__(self, driver, server):
        self.driver, self.server = driver, server

    def close(self):
        self.driver.quit()

    def open(self, path):
        self.driver.get(self.server.url + path)

    @property
    def path(self):
        return self.driver.current_url.removeprefix(self.server.url)

    def wait(self, condition, what):
        return WebDriverWait(self.driver, PATIENCE).until(lambda _: condition(), what)

    def find(self, css):
        return self.wait(lambda: next(iter(self.driver.find_elements(By.CSS_SELECTOR, css)), None), f"{css} on {self.path}")

    def count(self, css):
        return len(self.driver.find_elements(By.CSS_SELECTOR, css))

    def heading(self, words):
        """Waits for the page with this heading."""
        has = lambda: self.driver.execute_script("return document.querySelector('h1')?.innerText") == words
        self.wait(has, f"no page headed {words}, but {self.path}")

    def text(self):
        return self.find("main").text

    def named(self, tag, words):
        """A button or link by what it says."""
        path = f"//main//{tag}[normalize-space()='{words}'] | //form//{tag}[normalize-space()='{words}']"
        find = lambda: next((found for found in self.driver.find_elements(By.XPATH, path) if found.is_displayed()), None)
        return self.wait(find, f"no {tag} {words} on {self.path}")

    def press(self, tag, words):
        """Presses it, and waits until the page has gone."""
        old, found = self.find("html"), self.named(tag, words)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
        found.click()
        self.wait(lambda: self.find("html") != old, "the page stays")

    def click(self, css):
        """As who scrolls what they want into the middle first: a bar stays at the window's edge."""
        found = self.find(css)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", found)
        found.click()

    def fill(self, field, text):
        control = self.find(f"input#{field}")
        control.clear()
        control.send_keys(text)

    def value(self, field):
        return self.find(f"input#{field}").get_property("value")

    @property
    def focused(self):
        return self.driver.switch_to.active_element

    def type(self, text):
        self.focused.send_keys(text)

    def enter(self):
        self.focused.send_keys(Keys.ENTER)

    def sign_in(self, login_id, password):
        self.fill("loginId", login_id)
        self.fill("password", password)
        self.press("button", "ログインする")

    def picture(self, file):
        """Waits for two frames first, else the picture is an old one."""
        drawn = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))"
        self.driver.execute_async_script(drawn)
        self.driver.save_screenshot(str(file))

    def fits(self):
        """Nothing has to be scrolled sideways."""
        return self.driver.execute_script("return document.documentElement.scrollWidth <= innerWidth")

    def width(self):
        return self.driver.execute_script("return innerWidth")
