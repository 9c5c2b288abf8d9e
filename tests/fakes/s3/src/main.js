// An S3 server that checks signatures: node main.js <folder> <port>. Each folder in <folder> is a bucket; port 0 takes a free one. Anybody may read.
import S3rver from '@20minutes/s3rver';
import account from '@20minutes/s3rver/lib/models/account.js';

const [directory, port] = process.argv.slice(2);
account.DUMMY_ACCOUNT.createKeyPair('ponte-tests', 'the-secret-of-ponte-tests');
const server = new S3rver({ address: '127.0.0.1', port: Number(port), silent: true, directory });
const address = await server.run();
process.stdout.write(`${JSON.stringify({ port: address.port })}\n`);

// Whoever started this process holds its standard input open: without them it would be an orphan.
process.stdin.on('end', () => process.exit(0)).on('error', () => process.exit(0)).resume();
