@echo off
rem Puts the workshop on this laptop, without a network: start.cmd [FOLDER]
setlocal
set "stick=%~dp0"
set "workshop=%~1"
if "%workshop%"=="" set "workshop=%USERPROFILE%\serializing-things"
set "repository=%USERPROFILE%\.m2\repository"
if not "%MAVEN_REPOSITORY%"=="" set "repository=%MAVEN_REPOSITORY%"

for %%t in (git java mvn) do (
    where %%t >nul 2>nul || (echo Install %%t first: there is none on the PATH. & exit /b 1)
)
if exist "%workshop%" (
    echo %workshop% is there already. Name another folder: start.cmd FOLDER
    exit /b 1
)
git -c advice.detachedHead=false clone --quiet "%stick%workshop.bundle" "%workshop%" || exit /b 1
echo Copying Maven's downloads to %repository% ...
robocopy "%stick%repository" "%repository%" /E /NFL /NDL /NJH /NJS /NP >nul
if errorlevel 8 exit /b 1
rem Maven's notes on where it got files from; without a network it would not believe in another source.
del /s /q "%repository%\_remote.repositories" >nul 2>nul
echo Ready. Now:
echo     cd /d "%workshop%"
echo     mvn -o test -pl step-01
