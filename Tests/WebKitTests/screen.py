"""A screen that nobody sees, and the browser that fills it.

MiniBrowser's toolbar asks for more width than a phone has, so it runs in full screen on an X server of the wanted size; without a
window manager there is no full screen.
"""

import os
import subprocess

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options

BROWSER = "/usr/lib/{}-linux-gnu/webkit2gtk-4.1/MiniBrowser".format(os.uname().machine)
PATIENCE = 15  # seconds: on a busy machine a page may take its time


class Screen:
    """One X server with a window manager. `browser()` begins WebKitGTK in full screen on it; all ends with `close()`."""

    def __init__(self, size, home):
        self.home, self.browsers = home, []
        reading, writing = os.pipe()
        shape = "{}x{}x24".format(*size)
        command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", shape, "-nolisten", "tcp"]
        self.server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()  # written once the server takes clients
        assert number, "Xvfb did not begin"
        self.environment = {
            **os.environ, "DISPLAY": f":{number}", "HOME": str(home), "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1",
        }
        self.manager = subprocess.Popen(
            ["openbox", "--sm-disable"], env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def browser(self):
        options = Options()
        options.binary_location = BROWSER
        for word in ("--automation", "--full-screen", "--time-zone=Asia/Tokyo"):
            options.add_argument(word)
        service = webdriver.WebKitGTKService("/usr/bin/WebKitWebDriver", env=self.environment)
        driver = webdriver.WebKitGTK(options=options, service=service)
        self.browsers.append(driver)
        driver.set_page_load_timeout(60)
        driver.fullscreen_window()
        return driver

    def close(self):
        for driver in self.browsers:
            driver.quit()
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(10)
