@echo off
rem Runs Maven: one of 3.8 or newer on the PATH, else a pinned one from Apache's archive, checked by SHA-512.
setlocal
set VERSION=3.9.9
set SHA512=8beac8d11ef208f1e2a8df0682b9448a9a363d2ad13ca74af43705549e72e74c9378823bf689287801cbbfc2f6ea9596201d19ccacfdfb682ee8a2ff4c4418ba
where mvn >nul 2>nul
if %ERRORLEVEL%==0 (
  mvn -v 2>nul | findstr /R /C:"Apache Maven 3\.8" /C:"Apache Maven 3\.9" /C:"Apache Maven 4" >nul
  if not errorlevel 1 (
    call mvn -f "%~dp0pom.xml" %*
    exit /b %ERRORLEVEL%
  )
)
set HOME_DIR=%USERPROFILE%\.m2\wrapper\apache-maven-%VERSION%
if not exist "%HOME_DIR%\bin\mvn.cmd" (
  echo Fetching Maven %VERSION% from Apache's archive
  powershell -NoProfile -Command "$ErrorActionPreference='Stop'; $z=Join-Path $env:TEMP 'maven-%VERSION%.zip'; Invoke-WebRequest 'https://archive.apache.org/dist/maven/maven-3/%VERSION%/binaries/apache-maven-%VERSION%-bin.zip' -OutFile $z; if ((Get-FileHash $z -Algorithm SHA512).Hash -ne '%SHA512%') { Remove-Item $z; throw 'The fetched Maven has another SHA-512 than the pinned one; nothing was installed.' }; Expand-Archive $z (Join-Path $env:USERPROFILE '.m2\wrapper') -Force" || exit /b 1
)
call "%HOME_DIR%\bin\mvn.cmd" -f "%~dp0pom.xml" %*
exit /b %ERRORLEVEL%
