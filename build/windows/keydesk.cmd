@echo off
rem Runs a command of KeyDesk and waits for its end, which a command prompt does not do for programs with a window.
"%~dp0..\KeyDesk.exe" %*
exit /b %ERRORLEVEL%
