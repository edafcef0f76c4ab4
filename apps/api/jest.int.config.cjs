module.exports = require('../../jest.server.cjs').integration(__dirname);
