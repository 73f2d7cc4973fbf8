import { MantineProvider } from '@mantine/core';
import { Route, Switch } from 'wouter';
import { say } from './messages/en.ts';
import Join from './screens/join/Join.tsx';
import { Broken } from './ui/Broken.tsx';
import { CommandsProvider } from './ui/commands.tsx';
import { later } from './ui/later.tsx';
import { resolveColors, theme } from './ui/theme.ts';

const Loading = () => <p className="unseen">{say.app.loading}</p>;

const Landing = later(() => import('./screens/landing/Landing.tsx'), Loading);
const Ideas = later(() => import('./screens/ideas/Ideas.tsx'), Loading);
const NewSession = later(() => import('./screens/new/NewSession.tsx'), Loading);
const NewProgram = later(() => import('./screens/day/NewProgram.tsx'), Loading);
const DayScreen = later(() => import('./screens/day/Day.tsx'), Loading);
const Sheets = later(() => import('./screens/sheets/Sheets.tsx'), Loading);
const Plan = later(() => import('./screens/plan/Plan.tsx'), Loading);
const Practice = later(() => import('./screens/practice/Practice.tsx'), Loading);
const ExerciseScreen = later(() => import('./screens/exercise/Exercise.tsx'), Loading);
const SessionScreen = later(() => import('./screens/session/Session.tsx'), Loading);
const TakenLink = later(() => import('./screens/links/TakenLink.tsx'), Loading);
const SignIn = later(() => import('./screens/account/SignIn.tsx'), Loading);
const SignUp = later(() => import('./screens/account/SignUp.tsx'), Loading);
const Recover = later(() => import('./screens/account/Recover.tsx'), Loading);
const Account = later(() => import('./screens/account/Account.tsx'), Loading);
const Leave = later(() => import('./screens/account/Leave.tsx'), Loading);
const People = later(() => import('./screens/people/People.tsx'), Loading);
const NotFound = later(() => import('./screens/notfound/NotFound.tsx'), Loading);

/** Phones come in by a link with a name to type: that page is here at once, every other one is fetched when asked for. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolveColors} defaultColorScheme="auto">
      <Broken>
        <CommandsProvider>
          <Switch>
            <Route path="/">{() => <Landing />}</Route>
            <Route path="/ideas">{() => <Ideas />}</Route>
            <Route path="/practice">{() => <Practice />}</Route>
            <Route path="/new">{() => <NewSession />}</Route>
            <Route path="/exercise/:exercise">
              {({ exercise }) => <ExerciseScreen key={exercise} id={exercise} />}
            </Route>
            <Route path="/day">{() => <NewProgram />}</Route>
            <Route path="/day/:program">{({ program }) => <DayScreen key={program} id={program} />}</Route>
            <Route path="/day/:program/print">{({ program }) => <Sheets key={program} id={program} />}</Route>
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
        </CommandsProvider>
      </Broken>
    </MantineProvider>
  );
}
