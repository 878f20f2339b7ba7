"""The screens: main, welcome, help, problems. They compose widgets and ask the app by messages."""
