import { MantineProvider } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { say } from './messages/en.ts';
import Join from './screens/join/Join.tsx';
import { Broken } from './ui/Broken.tsx';
import { CommandsProvider } from './ui/commands.tsx';
import { resolveColors, theme } from './ui/theme.ts';

const Landing = lazy(() => import('./screens/landing/Landing.tsx'));
const Ideas = lazy(() => import('./screens/ideas/Ideas.tsx'));
const NewSession = lazy(() => import('./screens/new/NewSession.tsx'));
const NewProgram = lazy(() => import('./screens/day/NewProgram.tsx'));
const DayScreen = lazy(() => import('./screens/day/Day.tsx'));
const Sheets = lazy(() => import('./screens/sheets/Sheets.tsx'));
const Plan = lazy(() => import('./screens/plan/Plan.tsx'));
const Practice = lazy(() => import('./screens/practice/Practice.tsx'));
const SessionScreen = lazy(() => import('./screens/session/Session.tsx'));
const TakenLink = lazy(() => import('./screens/links/TakenLink.tsx'));
const SignIn = lazy(() => import('./screens/account/SignIn.tsx'));
const SignUp = lazy(() => import('./screens/account/SignUp.tsx'));
const Recover = lazy(() => import('./screens/account/Recover.tsx'));
const Account = lazy(() => import('./screens/account/Account.tsx'));
const Leave = lazy(() => import('./screens/account/Leave.tsx'));
const People = lazy(() => import('./screens/people/People.tsx'));
const NotFound = lazy(() => import('./screens/notfound/NotFound.tsx'));

/** Phones come in by a link with a name to type: that page is here at once, every other one is fetched when asked for. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveColors} defaultColorScheme="auto">
      <Broken>
        <CommandsProvider>
          <Suspense fallback={<p className="unseen">{say.app.loading}</p>}>
            <Switch>
              <Route path="/">{() => <Landing />}</Route>
              <Route path="/ideas">{() => <Ideas />}</Route>
              <Route path="/practice">{() => <Practice />}</Route>
              <Route path="/new">{() => <NewSession />}</Route>
              <Route path="/day">{() => <NewProgram />}</Route>
              <Route path="/day/:program">{({ program }) => <DayScreen key={program} id={program} />}</Route>
              <Route path="/day/:program/print">
                {({ program }) => <Sheets key={program} id={program} />}
              </Route>
              <Route path="/plan/:token">{({ token }) => <Plan key={token} token={token} />}</Route>
              <Route path="/j/:code">{({ code }) => <Join code={code} />}</Route>
              <Route path="/s/:session">
                {({ session }) => <SessionScreen key={session} id={session} page="room" />}
              </Route>
              <Route path="/s/:session/lead">
                {({ session }) => <SessionScreen key={session} id={session} page="lead" />}
              </Route>
              <Route path="/s/:session/print">
                {({ session }) => <SessionScreen key={session} id={session} page="print" />}
              </Route>
              <Route path="/s/:session/projector">
                {({ session }) => <SessionScreen key={session} id={session} page="projector" />}
              </Route>
              <Route path="/projector/:token">
                {({ token }) => <TakenLink kind="projector" token={token} />}
              </Route>
              <Route path="/seat/:token">{({ token }) => <TakenLink kind="seat" token={token} />}</Route>
              <Route path="/lead/:token">{({ token }) => <TakenLink kind="lead" token={token} />}</Route>
              <Route path="/p/:token">{({ token }) => <TakenLink kind="person" token={token} />}</Route>
              <Route path="/sign-in">{() => <SignIn />}</Route>
              <Route path="/sign-up">{() => <SignUp keeper={null} />}</Route>
              <Route path="/keeper/:token">{({ token }) => <SignUp keeper={token} />}</Route>
              <Route path="/recover/:token">{({ token }) => <Recover token={token} />}</Route>
              <Route path="/account">{() => <Account />}</Route>
              <Route path="/leave">{() => <Leave />}</Route>
              <Route path="/people">{() => <People />}</Route>
              <Route>{() => <NotFound />}</Route>
            </Switch>
          </Suspense>
        </CommandsProvider>
      </Broken>
    </MantineProvider>
  );
}
