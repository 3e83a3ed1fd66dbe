@echo off
rem Puts the workshop on this laptop, without a network: start.cmd [FOLDER]
setlocal EnableExtensions DisableDelayedExpansion
set "stick=%~dp0"
set "workshop=%~1"
if not defined workshop set "workshop=%USERPROFILE%\serializing-things"
set "repository=%USERPROFILE%\.m2\repository"
if defined MAVEN_REPOSITORY set "repository=%MAVEN_REPOSITORY:"=%"
rem A backslash before a quote would hide it from git and xcopy.
if "%workshop:~-1%" == "\" set "workshop=%workshop:~0,-1%"
if "%repository:~-1%" == "\" set "repository=%repository:~0,-1%"

set "missing="
for %%t in (git java mvn) do call :need %%t
if defined missing exit /b 1
rem Paths are printed in quotes: without them, echo would obey an ampersand in one.
if exist "%workshop%" if not exist "%workshop%\.git\HEAD" goto there
echo Copying Maven's downloads to "%repository%" ...
xcopy "%stick%repository" "%repository%" /E /I /Q /Y >nul
if errorlevel 1 goto half
rem Maven's notes on where it got files from; without a network it would not believe in another source.
del /s /q "%repository%\_remote.repositories" >nul 2>nul
if exist "%workshop%" goto kept
git -c advice.detachedHead=false clone --quiet "%stick%workshop.bundle" "%workshop%"
if errorlevel 1 exit /b 1

:ready
echo Ready. Now:
echo     cd /d "%workshop%"
echo     mvn -o test -pl step-01
exit /b 0

:kept
echo "%workshop%" was there already, and stays as it is.
goto ready

:there
echo "%workshop%" is there already, and is no clone. Name another folder: start.cmd FOLDER
exit /b 1

:half
echo They could not be copied.
exit /b 1

:need
where /q %1
if not errorlevel 1 exit /b 0
echo Install %1 first: there is none on the PATH.
set "missing=yes"
exit /b 0
