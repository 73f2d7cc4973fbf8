import { CompiledQuery, type Driver, SqliteDialect } from 'kysely';

/**
 * SQLite for tables that share their file with the streams. A transaction says at its beginning that it will write: one
 * that only reads first, and then writes, would be refused at once (SQLITE_BUSY) whenever a commit of the streams came
 * in between, without waiting.
 */
export class SharedDialect extends SqliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver();
    driver.beginTransaction = async (connection) => {
      await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    };
    return driver;
  }
}
